// How a user signs in. There is no actor yet, so that no permission can be checked.
//
//   a right password                                    -> a session, or first a code of the second factor
//   a right code                                        -> a session
//   another proof of identity (invitation, provider)    -> a session
import { holdOrganization, makeChange } from '../../change.ts'
import { later } from '../../clock.ts'
import type { Change } from '../../context.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { registryActor } from '../principal.ts'
import { type IsPassword, normalPassword } from './password.ts'
import { actorFor, findUser, homeOf, named, type Unsigned, type User } from './person.ts'
import type { OneTimeCodes } from './second-factor.ts'

/** What proved the user's identity. */
export type Proof = 'password' | 'code' | 'recovery-code' | 'invitation' | 'provider'

/** The browser that a user signs in with, as far as it is known. */
export interface Browser {
  readonly address: string
  readonly agent: string
}

export interface Beginning {
  readonly browser: Browser
  readonly session: { readonly hash: string; readonly goodForMs: number }
  /** The hash of the session that the browser had until now, which ends. */
  readonly replaces: string | null
}

export interface SignIn extends Beginning {
  readonly principalId: string
  readonly by: Proof
}

const LONGEST_AGENT = 256
const SWEPT_PER_SIGN_IN = 32

/**
 * Creates a session for a user, whatever proved the user's identity. Returns false and creates nothing for a user who is disabled
 * or does not exist.
 */
export async function signIn(parts: Unsigned, { principalId, by, ...beginning }: SignIn): Promise<boolean> {
  return beginSession(parts, principalId, beginning, async () => by)
}

/** Every way to sign in ends here. `prove` returns undefined when there is no proof after all. */
async function beginSession(
  parts: Unsigned,
  principalId: string,
  { browser, session, replaces }: Beginning,
  prove: (change: Change<Home>, user: User) => Promise<Proof | undefined>,
): Promise<boolean> {
  const found = await findUser(parts.store, principalId)
  if (found === undefined) return false
  const actor = actorFor(found.principal)
  return makeChange({ ...parts, actor }, homeOf(found.principal), async (change) => {
    const { tx, now, newId } = change
    await holdOrganization(change)
    const user = await findUser(tx, principalId)
    if (user === undefined || user.principal.disabledAt !== null) return false
    const by = await prove(change, user)
    if (by === undefined) return false
    await tx.sessions.deleteExpired(now, SWEPT_PER_SIGN_IN)
    if (replaces !== null) await tx.sessions.delete(replaces)
    await tx.sessions.insert({
      hash: session.hash,
      id: newId(),
      principalId,
      createdAt: now,
      seenAt: now,
      expiresAt: later(now, session.goodForMs),
      address: browser.address,
      agent: browser.agent.slice(0, LONGEST_AGENT).toWellFormed(),
    })
    recordEvent(change, { kind: 'user.signed-in', payload: { user: named(user), by, address: browser.address } })
    return true
  })
}

export interface ShownPassword {
  readonly organizationId: string
  /** Folded. */
  readonly email: string
  readonly password: string
  readonly address: string
}

/**
 * The user, if the password is right and the user is enabled; otherwise undefined, after the same time. Records the failure of a known user
 * as an event.
 */
export async function checkPassword(
  parts: Unsigned,
  { organizationId, email, password, address }: ShownPassword,
  isPassword: IsPassword,
): Promise<User | undefined> {
  const { users, principals } = parts.store
  const account = await users.findByEmail(organizationId, email)
  // An unknown name costs as many queries and as much hashing as a known one.
  const principal = await principals.find(account?.id ?? '')
  const isRight = await isPassword(normalPassword(password), account?.passwordHash ?? null)
  if (account === undefined || principal === undefined) return undefined
  const user = { account, principal }
  if (isRight && principal.disabledAt === null) return user
  // Not awaited: the time it takes would reveal which users exist.
  void recordFailure(parts, user, 'password', address).catch(() => undefined)
  return undefined
}

export interface SignInWithCode extends Beginning {
  readonly principalId: string
  /** A code of the authenticator, or a recovery code. */
  readonly code: string
}

/** `signIn` for a user whose password was right, by a code, which is used up. Records a failure as an event. */
export async function signInWithCode(
  parts: Unsigned,
  { principalId, code, ...beginning }: SignInWithCode,
  codes: OneTimeCodes,
): Promise<boolean> {
  const user = await findUser(parts.store, principalId)
  if (user === undefined) return false
  const { oneTimeSecret, usedStep } = user.account
  const step =
    oneTimeSecret === null ? undefined : await codes.stepOf(oneTimeSecret, principalId, { code, after: usedStep })
  const isIn = await beginSession(parts, principalId, beginning, async (change, { account }) => {
    // The secret that the code was checked against is no longer the user's.
    if (account.oneTimeSecret !== oneTimeSecret || account.secondFactorSince === null) return undefined
    if (step !== undefined) return (await change.tx.users.useStep(principalId, step)) ? 'code' : undefined
    if (!(await change.tx.users.useRecoveryCode(principalId, codes.hashRecoveryCode(code, principalId))))
      return undefined
    return 'recovery-code'
  })
  if (!isIn) await recordFailure(parts, user, 'code', beginning.browser.address)
  return isIn
}

const recordFailure = (parts: Unsigned, user: User, by: Proof, address: string): Promise<void> =>
  makeChange({ ...parts, actor: registryActor }, homeOf(user.principal), async (change) => {
    recordEvent(change, { kind: 'user.sign-in-failed', payload: { user: named(user), by, address } })
  })
