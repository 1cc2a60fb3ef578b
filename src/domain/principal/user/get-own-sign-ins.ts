import type { Context } from '../../context.ts'
import type { BrowserLogin } from '../browser-login/browser-login.ts'
import { nameHeldRoles, type NamedRole } from '../role/name-held-roles.ts'
import { requireSelf, type User } from './person.ts'
import type { Session } from './user.ts'

/** How a user signs in, and where the user is signed in. */
export interface OwnSignIns extends User {
  readonly roles: readonly NamedRole[]
  /** The newest first. */
  readonly sessions: readonly Session[]
  /** The logins of programs that act as the user, the newest first. */
  readonly logins: readonly BrowserLogin[]
  readonly recoveryCodesLeft: number
}

const SHOWN = 50

/** The actor's own sign-ins. Only for users. */
export async function getOwnSignIns(context: Context): Promise<OwnSignIns> {
  const { store } = context
  const user = await requireSelf(context, store)
  return {
    ...user,
    roles: await nameHeldRoles(store, context.actor.roles),
    sessions: await store.sessions.list(user.principal.id, SHOWN),
    logins: await store.browserLogins.list(user.principal.id, SHOWN),
    recoveryCodesLeft: await store.users.countRecoveryCodes(user.principal.id),
  }
}
