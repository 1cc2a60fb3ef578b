import type { Instant } from '../../clock.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { Invitation } from './invitation.ts'

export interface InvitationStore {
  insert(invitation: Invitation): Promise<void>
  find(id: string): Promise<Invitation | undefined>
  findByHash(hash: string): Promise<Invitation | undefined>
  list(organizationId: string, page: PageRequest<'createdAt'>): Promise<Page<Invitation>>
  /** False when it was accepted before: of two who use one address at once, one is let in. */
  accept(id: string, at: Instant): Promise<boolean>
  /** False when there is none. */
  delete(id: string): Promise<boolean>
  /** All with that email that were not accepted. */
  deleteOpen(organizationId: string, email: string): Promise<void>
  /** Deletes at most `limit` that expired before `instant`, accepted or not; answers how many. */
  deleteExpired(instant: Instant, limit: number): Promise<number>
}
