import type { Change, Context } from '../../context.ts'
import { failedPrecondition, invalidArgument } from '../../errors.ts'
import type { Home } from '../../location.ts'
import { type IsPassword, normalPassword } from './password.ts'
import { requireSelf, type User } from './person.ts'

/** A user who has proved the password, and the hash that it was checked against. */
export interface Proven extends User {
  readonly passwordHash: string
}

/**
 * The actor, after checking its password: anyone at an unattended browser has the session, but not the password. Throws
 * `failed_precondition` when the actor has no password, `invalid_argument` when the given one is wrong.
 */
export async function requireCurrentPassword(
  context: Context,
  current: string,
  isPassword: IsPassword,
): Promise<Proven> {
  const user = await requireSelf(context, context.store)
  const passwordHash = requireSomePassword(user)
  if (!(await isPassword(normalPassword(current), passwordHash)))
    throw invalidArgument('current_password', 'is not your password')
  return { ...user, passwordHash }
}

/** The hash of the user's password. Throws `failed_precondition` when there is none. */
export function requireSomePassword({ account: { passwordHash } }: User): string {
  if (passwordHash === null) throw failedPrecondition('you have no password here: your provider signs you in')
  return passwordHash
}

/** The actor within a change. Throws `invalid_argument` when the password has changed since the actor proved it. */
export async function requireSamePassword(change: Change<Home>, passwordHash: string): Promise<User> {
  const user = await requireSelf(change, change.tx)
  if (user.account.passwordHash !== passwordHash) throw invalidArgument('current_password', 'was just changed')
  return user
}
