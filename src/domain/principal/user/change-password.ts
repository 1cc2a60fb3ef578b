import { holdOrganization, makeChange } from '../../change.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireCurrentPassword, requireSamePassword } from './current-password.ts'
import { type Guessability, type HashPassword, type IsPassword, requirePassword } from './password.ts'
import { homeOf, named } from './person.ts'
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
 * Changes the actor's password and ends all of its sessions and logins, so that anyone who knew the old password is signed out.
 * Throws `invalid_argument` when the current password is wrong or the new one is too weak.
 */
export async function changePassword(
  context: Context,
  { current, password }: ChangePassword,
  { hashPassword, isPassword, guessability }: PasswordSecrets,
): Promise<void> {
  const { principal, account, passwordHash: shown } = await requireCurrentPassword(context, current, isPassword)
  const { email } = account
  const { displayName } = principal
  const passwordHash = await hashPassword(await requirePassword(password, { email, displayName }, guessability))
  await makeChange(context, homeOf(principal), async (change) => {
    await holdOrganization(change)
    const user = await requireSamePassword(change, shown)
    await change.tx.users.update({ ...user.account, passwordHash })
    await endSignIns(change.tx, principal.id)
    recordEvent(change, { kind: 'user.password-changed', payload: { user: named(user) } })
  })
}
