import type { Change, Context } from '../../context.ts'
import { failedPrecondition, invalidArgument } from '../../errors.ts'
import type { Home } from '../../location.ts'
import { type IsPassword, normalPassword } from './password.ts'
import { requireSelf, type User } from './person.ts'

/** Somebody who has shown their password, and its hash as it was then. */
export interface Proven extends User {
  readonly passwordHash: string
}

/**
 * The actor, for their password: whoever sits at a browser that they left has a session alone. Throws `failed_precondition`
 * for who has none, `invalid_argument` for another one.
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

/** Its hash. */
export function requireSomePassword({ account: { passwordHash } }: User): string {
  if (passwordHash === null) throw failedPrecondition('you have no password here: your provider signs you in')
  return passwordHash
}

/** The actor in a change; what was shown is no proof of theirs any more when the password is another one by now. */
export async function requireSamePassword(change: Change<Home>, passwordHash: string): Promise<User> {
  const user = await requireSelf(change, change.tx)
  if (user.account.passwordHash !== passwordHash) throw invalidArgument('current_password', 'was just changed')
  return user
}
