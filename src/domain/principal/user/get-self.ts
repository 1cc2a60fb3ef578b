import type { Context } from '../../context.ts'
import { requireSelf, type User } from './person.ts'
import type { BrowserLogin } from '../browser-login/browser-login.ts'
import type { Session } from './user.ts'

/** A person as they see themselves. */
export interface Self extends User {
  /** The newest first. */
  readonly sessions: readonly Session[]
  /** Programs that act as them, the newest first. */
  readonly logins: readonly BrowserLogin[]
  readonly recoveryCodesLeft: number
}

const SHOWN = 50

/** Who asks, for people. */
export async function getSelf(context: Context): Promise<Self> {
  const { store } = context
  const user = await requireSelf(context, store)
  return {
    ...user,
    sessions: await store.sessions.list(user.principal.id, SHOWN),
    logins: await store.browserLogins.list(user.principal.id, SHOWN),
    recoveryCodesLeft: await store.users.countRecoveryCodes(user.principal.id),
  }
}
