// How a program gets tokens for the person who has allowed it:
//
//   a code, in the minute after it was given, from whom it was given to  → the login begins
//   the newest refresh token                                             → it goes on
//   a code or a refresh token that was used before                       → it ends: somebody has what is not theirs
//   a code from anybody else                                             → it ends as well
//   any refresh token of it, to be revoked                               → it ends: the program has no more use for it
import { makeChange } from '../../change.ts'
import { type Instant, later } from '../../clock.ts'
import type { Change } from '../../context.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import type { Ports } from '../../store.ts'
import type { LoginGrant } from '../principal.ts'
import { actorFor, findUser, homeOf, named, type Unsigned, type User } from '../user/person.ts'
import { type BrowserLogin, loginFacts, type LoginSecret } from './browser-login.ts'

export interface ShownSecret {
  readonly hash: string
  readonly clientId: string
}

export interface ShownCode extends ShownSecret {
  readonly redirectUri: string
  /** Of the verifier; null where none is shown. */
  readonly challenge: string | null
  /** How long the login lasts. */
  readonly goodForMs: number
}

/** What the program gets. */
export interface NewTokens {
  /** Of the next refresh token. */
  readonly refreshHash: string
  /** An access token, good until then at most. */
  readonly issue: (
    tx: Ports,
    login: { readonly principalId: string; readonly grant: LoginGrant; readonly now: Instant; readonly until: Instant },
  ) => Promise<string>
}

export interface Continued {
  readonly accessToken: string
  readonly secondsLeft: number
}

/** Undefined, and whatever is suspicious ends, when the code is not good. */
export async function redeemLoginCode(
  parts: Unsigned,
  { goodForMs, ...shown }: ShownCode,
  tokens: NewTokens,
): Promise<Continued | undefined> {
  return continueLogin(parts, shown.hash, tokens, async (change, { login, secret, user }) => {
    if (secret.redirectUri === null) return undefined
    const { tx, now } = change
    const isTheirs =
      secret.redirectUri === shown.redirectUri &&
      secret.challenge === shown.challenge &&
      login.clientId === shown.clientId
    if (!isTheirs || !(await tx.browserLogins.useSecret(secret.hash, now)))
      return endLogin(change, 'browser-login.ended', { login, user })
    if (now >= secret.expiresAt) return undefined
    recordEvent(change, { kind: 'browser-login.begun', payload: { user: named(user), login: loginFacts(login) } })
    return later(now, goodForMs)
  })
}

// Several programs of a person share what one has kept, and may refresh at the same time.
const LEEWAY_MS = 30_000

/** Undefined when the refresh token is not good; the login ends with one that was used before. */
export async function refreshBrowserLogin(
  parts: Unsigned,
  { hash, clientId }: ShownSecret,
  tokens: NewTokens,
): Promise<Continued | undefined> {
  return continueLogin(parts, hash, tokens, async (change, { login, secret, user }) => {
    const { tx, now } = change
    if (secret.redirectUri !== null || login.clientId !== clientId || now >= secret.expiresAt) return undefined
    const isFirst = await tx.browserLogins.useSecret(hash, now)
    if (!isFirst && now >= later(secret.usedAt ?? now, LEEWAY_MS))
      return endLogin(change, 'browser-login.ended', { login, user })
    recordEvent(change, { kind: 'browser-login.refreshed', payload: { user: named(user), login: loginFacts(login) } })
    return login.expiresAt
  })
}

/** Ends the login of a refresh token, newest or not (RFC 7009 2.1). Nothing where there is none, or it is another program's. */
export async function revokeBrowserLogin(parts: Unsigned, { hash, clientId }: ShownSecret): Promise<void> {
  const found = await findKnown(parts.store, hash)
  if (found === undefined || found.secret.redirectUri !== null || found.login.clientId !== clientId) return
  const { login, user } = found
  await makeChange({ ...parts, actor: actorFor(user.principal) }, homeOf(user.principal), async (change) => {
    // One whose time is over has ended by itself.
    if (change.now < login.expiresAt) await endLogin(change, 'browser-login.revoked', { login, user })
  })
}

interface Known {
  readonly login: BrowserLogin
  readonly secret: LoginSecret
  readonly user: User
}

/** `decide` answers until when the login lasts from now on. */
async function continueLogin(
  parts: Unsigned,
  hash: string,
  { refreshHash, issue }: NewTokens,
  decide: (change: Change<Home>, known: Known) => Promise<Instant | undefined>,
): Promise<Continued | undefined> {
  const found = await findKnown(parts.store, hash)
  if (found === undefined) return undefined
  const { principal } = found.user
  return makeChange({ ...parts, actor: actorFor(principal) }, homeOf(principal), async (change) => {
    const { tx, now } = change
    const { id } = found.login
    // Held from here on, so that what is found then is what all others have left.
    if (!(await tx.browserLogins.extend(id, found.login.expiresAt))) return undefined
    const known = await findKnown(tx, hash)
    if (known === undefined || known.user.principal.disabledAt !== null) return undefined
    const until = await decide(change, known)
    if (until === undefined) return undefined
    await tx.browserLogins.extend(id, until)
    const next = { hash: refreshHash, loginId: id, redirectUri: null, challenge: null, expiresAt: until, usedAt: null }
    await tx.browserLogins.insertSecret(next)
    const grant = { kind: 'browser-login', id } as const
    const accessToken = await issue(tx, { principalId: principal.id, grant, now, until })
    return { accessToken, secondsLeft: Math.floor((Date.parse(until) - Date.parse(now)) / 1000) }
  })
}

async function findKnown(ports: Ports, hash: string): Promise<Known | undefined> {
  const secret = await ports.browserLogins.findSecret(hash)
  const login = secret && (await ports.browserLogins.find(secret.loginId))
  const user = login && (await findUser(ports, login.principalId))
  return user && { login, secret, user }
}

async function endLogin(
  change: Change<Home>,
  kind: 'browser-login.ended' | 'browser-login.revoked',
  { login, user }: Pick<Known, 'login' | 'user'>,
): Promise<undefined> {
  // It may have ended meanwhile.
  if (!(await change.tx.browserLogins.delete(login.id))) return
  recordEvent(change, { kind, payload: { user: named(user), login: loginFacts(login) } })
}
