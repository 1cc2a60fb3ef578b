// How somebody becomes a person who acts. Nobody can be asked for a permission yet.
//
//   a password is right   → a session, or first a code of the second factor
//   a code is right       → a session
//   anything else proves who it is (an invitation, a provider) → a session
import { holdOrganization, makeChange } from '../../change.ts'
import { later } from '../../clock.ts'
import type { Change } from '../../context.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { registryActor } from '../principal.ts'
import { type IsPassword, normalPassword } from './password.ts'
import { actorFor, findUser, homeOf, named, type Unsigned, type User } from './person.ts'
import type { OneTimeCodes } from './second-factor.ts'

/** What has proved who it is. */
export type Proof = 'password' | 'code' | 'recovery-code' | 'invitation' | 'provider'

/** Where somebody signs in, as far as can be told. */
export interface Browser {
  readonly address: string
  readonly agent: string
}

export interface Beginning {
  readonly browser: Browser
  readonly session: { readonly hash: string; readonly goodForMs: number }
  /** The session that the browser had until now, by its hash: it ends. */
  readonly replaces: string | null
}

export interface SignIn extends Beginning {
  readonly principalId: string
  readonly by: Proof
}

const LONGEST_AGENT = 256
const SWEPT_PER_SIGN_IN = 32

/**
 * Makes a session for a person, whatever has proved who they are. False, and nothing is made, for one who is disabled.
 * Every way to sign in ends here.
 */
export async function signIn(parts: Unsigned, { principalId, by, ...beginning }: SignIn): Promise<boolean> {
  return beginSession(parts, principalId, beginning, async () => by)
}

/** `prove` answers undefined when there is no proof after all. */
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

/** The person whose password it is; undefined, as late as otherwise, when it is nobody's. A failure of a known person is told. */
export async function checkPassword(
  parts: Unsigned,
  { organizationId, email, password, address }: ShownPassword,
  isPassword: IsPassword,
): Promise<User | undefined> {
  const { users, principals } = parts.store
  const account = await users.findByEmail(organizationId, email)
  // As much is asked and computed for a name that nobody has.
  const principal = await principals.find(account?.id ?? '')
  const isRight = await isPassword(normalPassword(password), account?.passwordHash ?? null)
  if (account === undefined || principal === undefined) return undefined
  const user = { account, principal }
  if (isRight && principal.disabledAt === null) return user
  // Nobody waits for it: how long that takes would tell who is known.
  void tellFailure(parts, user, 'password', address).catch(() => undefined)
  return undefined
}

export interface SignInWithCode extends Beginning {
  readonly principalId: string
  /** Of the authenticator, or one of the recovery codes. */
  readonly code: string
}

/** The same for a person whose password was right, and a code, which is used up by that. A failure is told. */
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
    // What the code was checked against is no secret of the person's any more.
    if (account.oneTimeSecret !== oneTimeSecret || account.secondFactorSince === null) return undefined
    if (step !== undefined) return (await change.tx.users.useStep(principalId, step)) ? 'code' : undefined
    if (!(await change.tx.users.useRecoveryCode(principalId, codes.hashRecoveryCode(code, principalId))))
      return undefined
    return 'recovery-code'
  })
  if (!isIn) await tellFailure(parts, user, 'code', beginning.browser.address)
  return isIn
}

const tellFailure = (parts: Unsigned, user: User, by: Proof, address: string): Promise<void> =>
  makeChange({ ...parts, actor: registryActor }, homeOf(user.principal), async (change) => {
    recordEvent(change, { kind: 'user.sign-in-failed', payload: { user: named(user), by, address } })
  })
