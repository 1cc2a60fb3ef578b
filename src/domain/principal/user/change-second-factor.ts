import { holdOrganization, makeChange } from '../../change.ts'
import type { Context } from '../../context.ts'
import { fail, failedPrecondition, invalidArgument } from '../../errors.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireSamePassword, requireSomePassword } from './current-password.ts'
import { homeOf, named, requireSelf } from './person.ts'
import type { NewRecoveryCodes, OneTimeCodes } from './second-factor.ts'
import type { Proof } from './sign-in.ts'
import { endSignIns } from './sign-out.ts'

/** What an authenticator is told, and the same sealed, for whoever shows its code. */
export interface SecondFactorSetup {
  readonly sealed: string
  readonly secret: string
  readonly address: string
}

/**
 * Begins to give the actor a second factor: it counts once a code of it was shown. With `sealed`, the same once more. Throws
 * `failed_precondition` for who has one, or no password to go with it.
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
  /** Of the password that was shown. */
  readonly passwordHash: string
}

/**
 * Gives the actor the second factor that was begun, and ends all of their sessions: they were signed in without it. Answers
 * the recovery codes, which are kept nowhere else.
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

/** Takes the actor's second factor away, for a code of it or a recovery code, and ends all of their sessions. Answers which. */
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
