// What a browser has between a right password and a right code, or the setup of a second factor that is required: a signed token, valid
// for a few minutes, and void once the password changes.
import { type Clock, later } from '../../domain/clock.ts'
import type { UserAccount } from '../../domain/principal/user/user.ts'
import { areEqual, keyedHash } from '../secret-hash.ts'

export interface HalfSessions {
  readonly make: (account: Known) => string
  /** The id of the user that it claims to belong to; `isGood` tells whether the claim is true. */
  readonly idIn: (half: string) => string | undefined
  readonly isGood: (half: string, account: Known) => boolean
}

type Known = Pick<UserAccount, 'id' | 'passwordHash'>

const LIFETIME_MS = 5 * 60_000
const FORM = /^(?<id>[0-9A-Z]{26})\.(?<expiresAt>\d{13})\.(?<signature>[\w-]{43})$/

export function halfSessions({
  serverKey,
  clock,
}: {
  readonly serverKey: Uint8Array
  readonly clock: Clock
}): HalfSessions {
  const signed = ({ id, passwordHash }: Known, expiresAt: string) => {
    const signature = keyedHash(serverKey, 'half-session', id, expiresAt, passwordHash ?? '').toString('base64url')
    return `${id}.${expiresAt}.${signature}`
  }
  return {
    make: (account) => signed(account, String(Date.parse(later(clock.now(), LIFETIME_MS)))),
    idIn: (half) => FORM.exec(half)?.groups?.['id'],
    isGood: (half, account) => {
      const expiresAt = FORM.exec(half)?.groups?.['expiresAt'] ?? '0'
      const isTimely = Date.parse(clock.now()) < Number(expiresAt)
      return areEqual(Buffer.from(half), Buffer.from(signed(account, expiresAt))) && isTimely
    },
  }
}
