import type { Instant } from '../../clock.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { Session, UserAccount } from './user.ts'

export interface UserStore {
  /** False, and nothing written, when the organization has somebody with that email. */
  insert(account: UserAccount): Promise<boolean>
  find(id: string): Promise<UserAccount | undefined>
  /** Those of these ids that there are, in no order. */
  findMany(ids: readonly string[]): Promise<readonly UserAccount[]>
  findByEmail(organizationId: string, email: string): Promise<UserAccount | undefined>
  list(organizationId: string, page: PageRequest<'createdAt'>): Promise<Page<UserAccount>>
  count(organizationId: string): Promise<number>
  /** Writes its password, its secret, and since when it has a second factor. No step of that secret is used yet. */
  update(account: UserAccount): Promise<void>
  /** False, and nothing written, when that step or a later one was used: of two who show the same code at once, one is let in. */
  useStep(id: string, step: number): Promise<boolean>
  /** In place of all that the person had. */
  putRecoveryCodes(id: string, hashes: readonly string[]): Promise<void>
  /** False when the person has no such code, also when somebody else has just used it. */
  useRecoveryCode(id: string, hash: string): Promise<boolean>
  countRecoveryCodes(id: string): Promise<number>
}

export interface SessionStore {
  insert(session: Session): Promise<void>
  find(hash: string): Promise<Session | undefined>
  /** The newest, at most so many, newest first. */
  list(principalId: string, limit: number): Promise<readonly Session[]>
  /** Has it seen at that instant, unless it was seen after the one before. */
  see(hash: string, at: Instant, unlessAfter: Instant): Promise<void>
  /** False when there is none. */
  delete(hash: string): Promise<boolean>
  /** All of the person's; answers how many. */
  deleteAll(principalId: string): Promise<number>
  /** Deletes at most `limit` that expired before `instant`; answers how many. */
  deleteExpired(instant: Instant, limit: number): Promise<number>
}
