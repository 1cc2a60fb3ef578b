import { holdOrganization, makeChange } from '../../change.ts'
import type { Context } from '../../context.ts'
import { failedPrecondition, invalidArgument } from '../../errors.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { type Guessability, type HashPassword, type IsPassword, normalPassword, requirePassword } from './password.ts'
import { homeOf, named, requireSelf } from './person.ts'
import { endSignIns } from './sign-out.ts'

export interface ChangePassword {
  readonly current: string
  readonly password: string
}

export interface PasswordSecrets {
  readonly hashPassword: HashPassword
  readonly isPassword: IsPassword
  readonly guessability: Guessability
}

/**
 * Gives the actor another password, and ends all of their sessions: whoever knew the old one is out. Throws
 * `invalid_argument` when the current one is wrong, or the new one is no good.
 */
export async function changePassword(
  context: Context,
  { current, password }: ChangePassword,
  { hashPassword, isPassword, guessability }: PasswordSecrets,
): Promise<void> {
  const { principal, account } = await requireSelf(context, context.store)
  if (account.passwordHash === null) throw failedPrecondition('you have no password here: your provider signs you in')
  if (!(await isPassword(normalPassword(current), account.passwordHash)))
    throw invalidArgument('current_password', 'is not your password')
  const { email } = account
  const { displayName } = principal
  const passwordHash = await hashPassword(await requirePassword(password, { email, displayName }, guessability))
  await makeChange(context, homeOf(principal), async (change) => {
    await holdOrganization(change)
    const user = await requireSelf(change, change.tx)
    // What was shown is no proof any more.
    if (user.account.passwordHash !== account.passwordHash)
      throw invalidArgument('current_password', 'was just changed')
    await change.tx.users.update({ ...user.account, passwordHash })
    await endSignIns(change.tx, principal.id)
    recordEvent(change, { kind: 'user.password-changed', payload: { user: named(user) } })
  })
}
