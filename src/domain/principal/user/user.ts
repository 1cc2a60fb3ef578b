// Users: principals of an organization that are people and sign in themselves, and what they sign in with. Their roles say what
// they may do, as for any other principal. Nothing in this file checks a permission, hashes or seals.
import type { Instant } from '../../clock.ts'
import { invalidArgument } from '../../errors.ts'

/** What a user signs in with. The principal has everything else about the user. */
export interface UserAccount {
  /** The principal's id. */
  readonly id: string
  readonly organizationId: string
  /** The folded email address, or a name for a user without one. Unique in the organization. */
  readonly email: string
  /** Null for a user who signs in by a provider. */
  readonly passwordHash: string | null
  /** The authenticator's secret, sealed; null while there is none. */
  readonly oneTimeSecret: string | null
  /** Since when its codes are required; null until the user has entered one. */
  readonly secondFactorSince: Instant | null
  /** The last time step whose code was used. Codes of that step and of earlier ones are no longer valid. */
  readonly usedStep: number | null
  readonly createdAt: Instant
}

/** How the user signs in. A second factor is required in addition to a password, and never with a provider. */
export const signsInBy = ({ passwordHash, secondFactorSince }: UserAccount): SignsInBy => {
  if (passwordHash === null) return 'provider'
  return secondFactorSince === null ? 'password' : 'two-factors'
}

export type SignsInBy = 'provider' | 'password' | 'two-factors'

/** A session of a user in a browser. */
export interface Session {
  /** Keyed hash (hex) of what its cookie holds. */
  readonly hash: string
  readonly id: string
  readonly principalId: string
  readonly createdAt: Instant
  /** When the session was last used, to the minute. */
  readonly seenAt: Instant
  /** The end, however much the session is used. */
  readonly expiresAt: Instant
  readonly address: string
  /** What the browser calls itself. */
  readonly agent: string
}

const LONGEST_EMAIL = 254
const LONGEST_NAME = 100

/** One form for all ways to write the email address or name. Throws `invalid_argument` for what can be neither. */
export function foldedEmail(given: string): string {
  const email = given.trim().normalize('NFKC').toLowerCase()
  if (!/^[^\s\p{C}]+$/u.test(email)) throw invalidArgument('email', 'must be an address, or a name without spaces')
  if (email.includes('@') && !/^.+@[^@]+$/.test(email))
    throw invalidArgument('email', 'must be a whole address, or a name without @')
  if (email.length > LONGEST_EMAIL) throw invalidArgument('email', `must have no more than ${LONGEST_EMAIL} characters`)
  return email
}

/** The user's display name, normalized. Throws `invalid_argument` for what cannot be one. */
export function requirePersonName(given: string): string {
  const name = given.trim().normalize('NFC')
  if (name === '' || /\p{C}/u.test(name)) throw invalidArgument('display_name', 'must be the name of a person')
  if (name.length > LONGEST_NAME)
    throw invalidArgument('display_name', `must have no more than ${LONGEST_NAME} characters`)
  return name
}
