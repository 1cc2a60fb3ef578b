import type { Instant } from '../../clock.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { Invitation } from './invitation.ts'

export interface InvitationStore {
  insert(invitation: Invitation): Promise<void>
  find(id: string): Promise<Invitation | undefined>
  findByHash(hash: string): Promise<Invitation | undefined>
  list(organizationId: string, page: PageRequest<'createdAt'>): Promise<Page<Invitation>>
  /** Returns false when it was accepted before: of two concurrent uses of its URL only one succeeds. */
  accept(id: string, at: Instant): Promise<boolean>
  /** Returns false when there is none. */
  delete(id: string): Promise<boolean>
  /** Deletes all invitations for that email that were not accepted. */
  deleteOpen(organizationId: string, email: string): Promise<void>
  /** Deletes at most `limit` invitations that expired before `instant`, accepted or not; returns how many. */
  deleteExpired(instant: Instant, limit: number): Promise<number>
}
