import type { Instant } from '../../clock.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { Session, UserAccount } from './user.ts'

export interface UserStore {
  /** Returns false and writes nothing when the organization has a user with that email. */
  insert(account: UserAccount): Promise<boolean>
  find(id: string): Promise<UserAccount | undefined>
  /** The accounts with these ids that exist, in no particular order. */
  findMany(ids: readonly string[]): Promise<readonly UserAccount[]>
  findByEmail(organizationId: string, email: string): Promise<UserAccount | undefined>
  list(organizationId: string, page: PageRequest<'createdAt'>): Promise<Page<UserAccount>>
  count(organizationId: string): Promise<number>
  /** Writes `passwordHash`, `oneTimeSecret` and `secondFactorSince`; a new secret resets `usedStep` to null. */
  update(account: UserAccount): Promise<void>
  /** Marks the step as used. Returns false when it or a later one was used: of two concurrent uses of a code only one succeeds. */
  useStep(id: string, step: number): Promise<boolean>
  /** Replaces all recovery codes of the user. */
  putRecoveryCodes(id: string, hashes: readonly string[]): Promise<void>
  /** Uses up the code. Returns false when the user has no such code, as after a concurrent use. */
  useRecoveryCode(id: string, hash: string): Promise<boolean>
  countRecoveryCodes(id: string): Promise<number>
}

export interface SessionStore {
  insert(session: Session): Promise<void>
  find(hash: string): Promise<Session | undefined>
  /** The newest `limit` sessions, newest first. */
  list(principalId: string, limit: number): Promise<readonly Session[]>
  /** Sets `seenAt` to `at`, unless it is later than `unlessAfter`. */
  see(hash: string, at: Instant, unlessAfter: Instant): Promise<void>
  /** Returns false when there is none. */
  delete(hash: string): Promise<boolean>
  /** Deletes all sessions of the user; returns how many. */
  deleteAll(principalId: string): Promise<number>
  /** Deletes at most `limit` sessions that expired before `instant`; returns how many. */
  deleteExpired(instant: Instant, limit: number): Promise<number>
}
