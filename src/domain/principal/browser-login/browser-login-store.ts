import type { Instant } from '../../clock.ts'
import type { BrowserLogin, LoginSecret } from './browser-login.ts'

export interface BrowserLoginStore {
  insert(login: BrowserLogin): Promise<void>
  find(id: string): Promise<BrowserLogin | undefined>
  /** The newest `limit` logins, newest first. */
  list(principalId: string, limit: number): Promise<readonly BrowserLogin[]>
  /** Writes `expiresAt` and locks the login until the transaction ends. Returns false when there is none. */
  extend(id: string, expiresAt: Instant): Promise<boolean>
  /** Deletes the login with its secrets and access tokens. Returns false when there is none. */
  delete(id: string): Promise<boolean>
  /** Deletes all logins of the user in the same way; returns how many. */
  deleteAll(principalId: string): Promise<number>
  /** Deletes at most `limit` logins that expired before `instant` in the same way; returns how many. */
  deleteExpired(instant: Instant, limit: number): Promise<number>
  insertSecret(secret: LoginSecret): Promise<void>
  findSecret(hash: string): Promise<LoginSecret | undefined>
  /** Marks the secret as used. Returns false when it was used before: of two concurrent uses only one gets true. */
  useSecret(hash: string, at: Instant): Promise<boolean>
}
