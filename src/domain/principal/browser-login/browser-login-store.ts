import type { Instant } from '../../clock.ts'
import type { BrowserLogin, LoginSecret } from './browser-login.ts'

export interface BrowserLoginStore {
  insert(login: BrowserLogin): Promise<void>
  find(id: string): Promise<BrowserLogin | undefined>
  /** The newest, at most so many, newest first. */
  list(principalId: string, limit: number): Promise<readonly BrowserLogin[]>
  /** Writes when it ends, and has all others who would change it wait. False when there is none. */
  extend(id: string, expiresAt: Instant): Promise<boolean>
  /** With its secrets and its access tokens. False when there is none. */
  delete(id: string): Promise<boolean>
  /** The same of all of the person; answers how many. */
  deleteAll(principalId: string): Promise<number>
  /** The same of at most `limit` that expired before `instant`; answers how many. */
  deleteExpired(instant: Instant, limit: number): Promise<number>
  insertSecret(secret: LoginSecret): Promise<void>
  findSecret(hash: string): Promise<LoginSecret | undefined>
  /** False when it was used before: of two who use one at once, one is told that they are the first. */
  useSecret(hash: string, at: Instant): Promise<boolean>
}
