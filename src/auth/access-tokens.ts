// Access tokens: opaque, random, stored only as keyed hashes. The database is their only source of truth, so that they
// survive a restart, are valid on every replica and end with their key.
import { randomBytes } from 'node:crypto'
import { type Clock, type Instant, later } from '../domain/clock.ts'
import type { LoginToken } from '../domain/principal/principal.ts'
import type { Ports, Store } from '../domain/store.ts'
import { hashToken } from './secret-hash.ts'

export const ACCESS_TOKEN_SECONDS = 3600

// Tells people and secret scanners what they found, and lets this server reject a text that cannot be an access token.
const PREFIX = 'assay_at_'
const TOKEN_BYTES = 32
const TOKEN = /^assay_at_[\w-]{43}$/

/** Expired tokens are deleted when one is issued; a few per issue keep the table bounded and no issue slow. */
const SWEPT_PER_ISSUE = 32

/** Whether the text has the form of an access token of an Assay server, this one or another. */
export const isAccessToken = (text: string): boolean => TOKEN.test(text)

export interface AccessTokens {
  /**
   * A new token for the key, valid for `ACCESS_TOKEN_SECONDS` on every replica once this resolves. Undefined when the
   * key has been deleted meanwhile.
   */
  issue(clientId: string): Promise<string | undefined>
  /** A new token for a principal that has authenticated without a key, valid for as long once the transaction is committed. */
  issueFor(tx: Ports, login: Login): Promise<string>
}

export interface Login extends Pick<LoginToken, 'principalId' | 'grant'> {
  readonly now: Instant
  /** When the token expires at the latest. */
  readonly until?: Instant
}

export interface AccessTokensParts {
  readonly store: Store
  readonly clock: Clock
  readonly serverKey: Uint8Array
}

const newToken = () => PREFIX + randomBytes(TOKEN_BYTES).toString('base64url')
const endOf = (now: Instant) => later(now, ACCESS_TOKEN_SECONDS * 1000)

export function accessTokens({ store, clock, serverKey }: AccessTokensParts): AccessTokens {
  return {
    async issue(clientId) {
      const token = newToken()
      const hash = hashToken(serverKey, token)
      try {
        await store.transaction(async ({ principals }) => {
          const now = clock.now()
          await principals.deleteExpiredTokens(now, SWEPT_PER_ISSUE)
          await principals.insertToken({ hash, clientId, expiresAt: endOf(now) })
        })
        return token
      } catch (error) {
        // A token cannot be inserted for a key that does not exist; to check for the key first would be a race.
        if ((await store.principals.findKey(clientId)) === undefined) return undefined
        throw error
      }
    },
    async issueFor({ principals }, { principalId, grant, now, until }) {
      const token = newToken()
      await principals.deleteExpiredTokens(now, SWEPT_PER_ISSUE)
      await principals.insertLoginToken({
        hash: hashToken(serverKey, token),
        principalId,
        grant,
        expiresAt: until !== undefined && until < endOf(now) ? until : endOf(now),
      })
      return token
    },
  }
}
