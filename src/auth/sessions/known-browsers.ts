// Browsers in which a person has signed in before. A signed cookie says so, which strangers who guess do not have: so strangers can be
// slowed down, however many they are, without keeping a person out of their own browser.
import { randomBytes } from 'node:crypto'
import { type Clock, later } from '../../domain/clock.ts'
import { areEqual, keyedHash } from '../secret-hash.ts'

export interface KnownBrowsers {
  /** A cookie for the browser in which the person with that address has just signed in with their password. */
  readonly make: (email: string) => string
  /** The id of a known browser, until its cookie expires; null for a browser without a valid cookie for that address. */
  readonly idIn: (known: string | null, email: string) => string | null
}

export const KNOWN_FOR_MS = 365 * 24 * 60 * 60_000
const FORM = /^(?<id>[\w-]{22})\.(?<expiresAt>\d{13})\.[\w-]{43}$/

export function knownBrowsers({
  serverKey,
  clock,
}: {
  readonly serverKey: Uint8Array
  readonly clock: Clock
}): KnownBrowsers {
  const signed = (id: string, expiresAt: string, email: string) =>
    `${id}.${expiresAt}.${keyedHash(serverKey, 'known-browser', id, expiresAt, email).toString('base64url')}`
  return {
    make: (email) =>
      signed(randomBytes(16).toString('base64url'), String(Date.parse(later(clock.now(), KNOWN_FOR_MS))), email),
    idIn(known, email) {
      const { id, expiresAt } = FORM.exec(known ?? '')?.groups ?? {}
      if (known === null || id === undefined || expiresAt === undefined) return null
      const isGood = areEqual(Buffer.from(known), Buffer.from(signed(id, expiresAt, email)))
      return isGood && Date.parse(clock.now()) < Number(expiresAt) ? id : null
    },
  }
}
