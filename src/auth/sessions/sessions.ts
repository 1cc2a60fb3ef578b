// How people stay signed in: the tokens in session cookies and invitation links, and whose session a token is for. A
// token has 256 random bits, and only its keyed hash is stored. Who gets one is decided by the use cases of people.
import { randomBytes } from 'node:crypto'
import { type Clock, later } from '../../domain/clock.ts'
import { unauthenticated } from '../../domain/errors.ts'
import type { Store } from '../../domain/store.ts'
import { keyedHash } from '../secret-hash.ts'
import type { Verified } from '../verified.ts'

export interface SessionLimits {
  /** How long a session lasts without being used. */
  readonly idleMs: number
  /** How long a session lasts however much it is used. */
  readonly absoluteMs: number
}

/** A token, which is shown once, and its keyed hash (hex), under which it is stored and found. */
export interface Shown {
  readonly token: string
  readonly hash: string
}

export interface RandomTokens {
  readonly make: () => Shown
  readonly hashOf: (token: string) => string
  /** Whether the text has the form of such a token of an Assay server, this one or another. */
  readonly isOne: (text: string) => boolean
}

const TOKEN_BYTES = 32
const TOKEN_CHARACTERS = 43

function randomTokens(
  serverKey: Uint8Array,
  purpose: 'session' | 'invitation' | 'login-secret',
  prefix: string,
): RandomTokens {
  const form = new RegExp(`^${prefix}[\\w-]{${TOKEN_CHARACTERS}}$`)
  const hashOf = (token: string) => keyedHash(serverKey, purpose, token).toString('hex')
  return {
    hashOf,
    isOne: (text) => form.test(text),
    make: () => {
      const token = prefix + randomBytes(TOKEN_BYTES).toString('base64url')
      return { token, hash: hashOf(token) }
    },
  }
}

export const sessionTokens = (serverKey: Uint8Array): RandomTokens => randomTokens(serverKey, 'session', 'assay_se_')
export const invitationTokens = (serverKey: Uint8Array): RandomTokens =>
  randomTokens(serverKey, 'invitation', 'assay_in_')

// A session is looked up every few seconds while it is used; recording that each time would cost a write for every read.
const SEEN_EVERY_MS = 60_000

/** The secrets of a browser login: the code first, then refresh tokens. */
export const loginCodes = (serverKey: Uint8Array): RandomTokens => randomTokens(serverKey, 'login-secret', 'assay_co_')
export const refreshTokens = (serverKey: Uint8Array): RandomTokens =>
  randomTokens(serverKey, 'login-secret', 'assay_rt_')

export interface SessionReaderParts {
  readonly store: Store
  readonly clock: Clock
  readonly limits: Pick<SessionLimits, 'idleMs'>
}

/** Finds whose session has that hash. Rejects with `unauthenticated` when the session is over, or unknown. */
export const sessionReader =
  ({ store, clock, limits }: SessionReaderParts) =>
  async (hash: string): Promise<Verified> => {
    const session = await store.sessions.find(hash)
    const now = clock.now()
    if (session === undefined) throw sessionIsOver()
    const principal = await store.principals.find(session.principalId)
    if (principal === undefined || principal.disabledAt !== null) throw sessionIsOver()
    if (now >= session.expiresAt || now >= later(session.seenAt, limits.idleMs)) throw sessionIsOver()
    const roles = await store.roles.listHeld(principal.id)
    const seenBefore = later(now, -SEEN_EVERY_MS)
    if (session.seenAt <= seenBefore) {
      // Nobody waits for this write. If it fails, the next request tries again.
      void store.transaction(({ sessions }) => sessions.see(hash, now, seenBefore)).catch(() => undefined)
    }
    const actor = { type: 'user', id: principal.id, name: principal.name, roles } as const
    return { actor, expiresAt: session.expiresAt }
  }

export const sessionIsOver = () => unauthenticated('you are not signed in, or not any more: sign in again at /sign-in')
