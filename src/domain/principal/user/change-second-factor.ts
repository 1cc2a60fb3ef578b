import { holdOrganization, makeChange } from '../../change.ts'
import type { Context } from '../../context.ts'
import { fail, failedPrecondition, invalidArgument } from '../../errors.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireSamePassword, requireSomePassword } from './current-password.ts'
import { homeOf, named, requireSelf } from './person.ts'
import type { NewRecoveryCodes, OneTimeCodes } from './second-factor.ts'
import type { Proof } from './sign-in.ts'
import { endSignIns } from './sign-out.ts'

/** What an authenticator needs, and the same secret sealed, to be sent back with its first code. */
export interface SecondFactorSetup {
  readonly sealed: string
  readonly secret: string
  readonly address: string
}

/**
 * Begins the setup of a second factor for the actor; `enableSecondFactor` completes it with a code. With `sealed`, returns the
 * same setup once more. Throws `failed_precondition` when the actor has a second factor already, or no password to go with it.
 */
export async function beginSecondFactor(
  context: Context,
  sealed: string | null,
  codes: OneTimeCodes,
): Promise<SecondFactorSetup> {
  const user = await requireSelf(context, context.store)
  requireSomePassword(user)
  const { account } = user
  if (account.secondFactorSince !== null) throw alreadyOn()
  const { id: principalId, email } = account
  const kept = sealed ?? (await codes.newSecret(principalId))
  return { sealed: kept, ...(await codes.setUp(kept, { principalId, email })) }
}

export interface EnableSecondFactor {
  readonly sealed: string
  readonly code: string
  /** The hash of the password that the actor has just proved. */
  readonly passwordHash: string
}

/**
 * Enables the second factor that was set up, and ends all of the actor's sessions and logins, which began without it. Returns
 * the recovery codes, of which the database has only hashes.
 */
export async function enableSecondFactor(
  context: Context,
  { sealed, code, passwordHash }: EnableSecondFactor,
  { codes, newRecoveryCodes }: { readonly codes: OneTimeCodes; readonly newRecoveryCodes: NewRecoveryCodes },
): Promise<readonly string[]> {
  const { principal } = await requireSelf(context, context.store)
  const step = (await codes.stepOf(sealed, principal.id, { code, after: null })) ?? fail(wrongCode())
  const recoveryCodes = newRecoveryCodes()
  return makeChange(context, homeOf(principal), async (change) => {
    await holdOrganization(change)
    const { tx, now } = change
    const user = await requireSamePassword(change, passwordHash)
    if (user.account.secondFactorSince !== null) throw alreadyOn()
    await tx.users.update({ ...user.account, oneTimeSecret: sealed, secondFactorSince: now })
    await tx.users.useStep(principal.id, step)
    await tx.users.putRecoveryCodes(
      principal.id,
      recoveryCodes.map((each) => codes.hashRecoveryCode(each, principal.id)),
    )
    await endSignIns(tx, principal.id)
    recordEvent(change, { kind: 'user.second-factor-enabled', payload: { user: named(user) } })
    return recoveryCodes
  })
}

/**
 * Removes the actor's second factor, given one of its codes or a recovery code, and ends all sessions and logins. Returns which kind of
 * code it was.
 */
export async function disableSecondFactor(
  context: Context,
  { code }: { readonly code: string },
  { codes }: { readonly codes: OneTimeCodes },
): Promise<Extract<Proof, 'code' | 'recovery-code'>> {
  const { principal, account } = await requireSelf(context, context.store)
  const { id } = principal
  const { oneTimeSecret, usedStep } = account
  if (oneTimeSecret === null || account.secondFactorSince === null)
    throw failedPrecondition('you have no second factor')
  const step = await codes.stepOf(oneTimeSecret, id, { code, after: usedStep })
  return makeChange(context, homeOf(principal), async (change) => {
    await holdOrganization(change)
    const { tx } = change
    const user = await requireSelf(change, tx)
    const isRight =
      step === undefined
        ? await tx.users.useRecoveryCode(id, codes.hashRecoveryCode(code, id))
        : await tx.users.useStep(id, step)
    if (!isRight) throw wrongCode()
    await tx.users.update({ ...user.account, oneTimeSecret: null, secondFactorSince: null })
    await tx.users.putRecoveryCodes(id, [])
    await endSignIns(tx, id)
    recordEvent(change, { kind: 'user.second-factor-disabled', payload: { user: named(user) } })
    return step === undefined ? 'recovery-code' : 'code'
  })
}

const alreadyOn = () => failedPrecondition('you have a second factor already: turn it off before you set up another')
const wrongCode = () => invalidArgument('code', 'is wrong, or was used before: wait for the next one')
