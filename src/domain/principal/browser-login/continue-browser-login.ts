// How a program gets tokens for the user who has allowed it:
//
//   an unused code, within a minute, from the program it was issued to   -> the login begins
//   a refresh token, unused or first used less than LEEWAY_MS ago        -> the login continues
//   any other code, or refresh token of this program, that was used      -> the login ends: the secret may be stolen
//   a code from another program                                          -> the login ends as well
//   any refresh token of the login, to be revoked                        -> the login ends: the program no longer needs it
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
  /** The challenge that the program's verifier hashes to; null without a verifier. */
  readonly challenge: string | null
  /** How long the login lasts. */
  readonly goodForMs: number
}

/** What the program gets. */
export interface NewTokens {
  /** The hash of the next refresh token. */
  readonly refreshHash: string
  /** Issues an access token that expires at `until` at the latest. */
  readonly issue: (
    tx: Ports,
    login: { readonly principalId: string; readonly grant: LoginGrant; readonly now: Instant; readonly until: Instant },
  ) => Promise<string>
}

export interface Continued {
  readonly accessToken: string
  readonly secondsLeft: number
}

/** Begins the login of a code. Returns undefined for an invalid code; a code used twice or by another program ends its login. */
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

// Several programs of a user share the refresh token that one of them stored, and may use it at the same time.
const LEEWAY_MS = 30_000

/** Continues a login. Returns undefined for an invalid refresh token; one first used LEEWAY_MS ago or longer ends it. */
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

/** Ends the login of a refresh token, newest or not (RFC 7009 2.1). Ignores an unknown token and one of another program. */
export async function revokeBrowserLogin(parts: Unsigned, { hash, clientId }: ShownSecret): Promise<void> {
  const found = await findKnown(parts.store, hash)
  if (found === undefined || found.secret.redirectUri !== null || found.login.clientId !== clientId) return
  const { login, user } = found
  await makeChange({ ...parts, actor: actorFor(user.principal) }, homeOf(user.principal), async (change) => {
    // An expired login has already ended.
    if (change.now < login.expiresAt) await endLogin(change, 'browser-login.revoked', { login, user })
  })
}

interface Known {
  readonly login: BrowserLogin
  readonly secret: LoginSecret
  readonly user: User
}

/** `decide` returns the new end of the login, or undefined to refuse. */
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
    // Locks the login, so that the next read sees everything that other transactions committed.
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
  // The login may have ended meanwhile.
  if (!(await change.tx.browserLogins.delete(login.id))) return
  recordEvent(change, { kind, payload: { user: named(user), login: loginFacts(login) } })
}
