// From a credential to the actor behind it. This runs before every request: the cached case touches neither
// the database nor a hash.
import { type Clock, type Instant, later } from '../domain/clock.ts'
import { unauthenticated } from '../domain/errors.ts'
import type { Actor } from '../domain/principal/principal.ts'
import type { Store } from '../domain/store.ts'
import { isAccessToken } from './access-tokens.ts'
import { hashToken } from './secret-hash.ts'
import { sessionIsOver, type SessionLimits, sessionReader, sessionTokens } from './sessions/sessions.ts'
import type { Verified } from './verified.ts'
import { remembered } from './remembered.ts'

/** What a caller shows to prove who it is. */
export interface Credential {
  /** An access token, or the value of a session cookie. */
  readonly kind: 'bearer' | 'session'
  readonly token: string
}

export interface Authenticator {
  /**
   * Returns the actor of a credential: at once when the credential was verified within the last 3 s, else as a
   * promise. Throws (or rejects with) `unauthenticated` when it is unknown or expired; the message says what to do.
   * Roles are at most 3 s old.
   */
  readonly actorOf: (credential: Credential) => Actor | Promise<Actor>
  /** Forgets a token that may not be valid any more: it is read again the next time that it is shown. */
  readonly forget: (token: string) => void
}

export interface AuthenticatorParts {
  readonly store: Store
  readonly clock: Clock
  readonly serverKey: Uint8Array
  readonly sessions: Pick<SessionLimits, 'idleMs'>
}

// A deleted key's tokens must stop working within 5 s, and so must a lost role; the rest is for slow databases.
const FRESH_MS = 3000
const VERIFIED_TOKENS = 10_000

/** One reading of a token: still going on while `verified` is null. */
interface Reading {
  readonly startedAt: Instant
  readonly freshUntil: Instant
  readonly result: Promise<Verified>
  verified: Verified | null
}

/** How one kind of credential is read. */
interface Reader {
  readonly isOne: (token: string) => boolean
  readonly read: (token: string) => Promise<Verified>
  readonly unknown: () => Error
  readonly expired: (at: Instant) => Error
}

export function authenticator({ store, clock, serverKey, sessions: limits }: AuthenticatorParts): Authenticator {
  const sessions = sessionTokens(serverKey)
  const readSession = sessionReader({ store, clock, limits })
  const readers: Readonly<Record<Credential['kind'], Reader>> = {
    bearer: {
      isOne: isAccessToken,
      read: (token) => readToken(store, hashToken(serverKey, token)),
      unknown: unknownToken,
      expired: expiredToken,
    },
    session: {
      isOne: sessions.isOne,
      read: (token) => readSession(sessions.hashOf(token)),
      unknown: sessionIsOver,
      expired: sessionIsOver,
    },
  }
  // No token is of two kinds: each begins with the prefix of its kind.
  const readings = remembered<Reading>(VERIFIED_TOKENS)

  function read(reader: Reader, token: string, now: Instant): Reading {
    const result = reader.read(token)
    const reading: Reading = { startedAt: now, freshUntil: later(now, FRESH_MS), result, verified: null }
    readings.set(token, reading)
    result.then(
      (verified) => {
        reading.verified = verified
      },
      () => {
        // A refusal is not kept: the token may be known a moment later, and strangers must not fill the cache.
        if (readings.peek(token) === reading) readings.delete(token)
      },
    )
    return reading
  }

  return {
    actorOf({ kind, token }) {
      const reader = readers[kind]
      if (!reader.isOne(token)) throw reader.unknown()
      const now = clock.now()
      const known = readings.get(token)
      // The lower bound matters when the machine's clock is set back: without it a reading would stay fresh for that long.
      const isFresh = known !== undefined && now >= known.startedAt && now < known.freshUntil
      const reading = isFresh ? known : read(reader, token, now)
      // Requests that come while a token is being read wait for that one reading.
      if (reading.verified === null) return reading.result.then((verified) => unexpired(reader, verified, clock.now()))
      return unexpired(reader, reading.verified, now)
    },
    forget(token) {
      readings.delete(token)
    },
  }
}

function unexpired({ expired }: Reader, { actor, expiresAt }: Verified, now: Instant): Actor {
  if (now >= expiresAt) throw expired(expiresAt)
  return actor
}

const expiredToken = (at: Instant) =>
  unauthenticated(`the access token expired at ${at}: get a new one with POST /oauth2/token`)

async function readToken(store: Store, hash: string): Promise<Verified> {
  const { expiresAt, principalId } =
    (await ofKey(store, hash)) ?? (await store.principals.findLoginToken(hash)) ?? NO_TOKEN
  const principal = principalId === '' ? undefined : await store.principals.find(principalId)
  if (principal === undefined || principal.kind === 'group') throw unknownToken()
  if (principal.disabledAt !== null)
    throw unauthenticated(`principal "${principal.displayName}" is disabled: ask an administrator of the registry`)
  const roles = await store.roles.listHeld(principal.id)
  return { actor: { type: principal.kind, id: principal.id, name: principal.name, roles }, expiresAt }
}

const NO_TOKEN = { expiresAt: '', principalId: '' }

async function ofKey({ principals }: Store, hash: string) {
  const token = await principals.findToken(hash)
  const key = token && (await principals.findKey(token.clientId))
  return key && { expiresAt: token.expiresAt, principalId: key.principalId }
}

// HashiCorp's clients cache tokens by client id alone and keep a refused one (hcp-sdk-go auth/tokencache), so the message
// has to say where a wrong one comes from.
const unknownToken = () =>
  unauthenticated(
    'this server does not know the access token: it comes from another server, its key was deleted, or it expired. ' +
      'Get a new one with POST /oauth2/token; HashiCorp clients do so once ~/.config/hcp/creds-cache.json is deleted',
  )
