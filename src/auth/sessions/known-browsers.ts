// In which browsers somebody has signed in before: a signed cookie says so, which strangers who guess do not have. So these may
// be slowed down however many they are, and nobody can keep a person out of their own browser.
import { randomBytes } from 'node:crypto'
import { type Clock, later } from '../../domain/clock.ts'
import { areEqual, keyedHash } from '../secret-hash.ts'

export interface KnownBrowsers {
  /** For the browser in which the person of that address has just signed in by their password. */
  readonly make: (email: string) => string
  /** Tells that browser from all others, until its cookie is too old; null for one that has no cookie for that address. */
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
