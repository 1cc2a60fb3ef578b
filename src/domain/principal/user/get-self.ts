import type { Context } from '../../context.ts'
import { requireSelf, type User } from './person.ts'
import type { Session } from './user.ts'

/** A person as they see themselves. */
export interface Self extends User {
  /** The newest first. */
  readonly sessions: readonly Session[]
  readonly recoveryCodesLeft: number
}

const SHOWN_SESSIONS = 50

/** Who asks, for people. */
export async function getSelf(context: Context): Promise<Self> {
  const { store } = context
  const user = await requireSelf(context, store)
  return {
    ...user,
    sessions: await store.sessions.list(user.principal.id, SHOWN_SESSIONS),
    recoveryCodesLeft: await store.users.countRecoveryCodes(user.principal.id),
  }
}
