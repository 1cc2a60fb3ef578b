// People: principals of an organization that sign in themselves, and what they do so by. What they may do is told by their
// roles, like those of any other principal; here nobody is asked for a permission, and nothing is hashed or sealed.
import type { Instant } from '../../clock.ts'
import { invalidArgument } from '../../errors.ts'

/** What a person signs in by. Who they are besides is told by their principal. */
export interface UserAccount {
  /** The principal's. */
  readonly id: string
  readonly organizationId: string
  /** What they sign in with, folded: an address, or a name where they have none. Unique in the organization. */
  readonly email: string
  /** Null for who signs in by something else. */
  readonly passwordHash: string | null
  /** Of the authenticator, sealed; null while there is none. */
  readonly oneTimeSecret: string | null
  /** Since when its codes are asked for; null until the person has shown one. */
  readonly secondFactorSince: Instant | null
  /** The last step of time whose code was used; none before it is good any more. */
  readonly usedStep: number | null
  readonly createdAt: Instant
}

/** What lets the person in. A second factor is asked for beside a password, and by no provider. */
export const signsInBy = ({ passwordHash, secondFactorSince }: UserAccount): SignsInBy => {
  if (passwordHash === null) return 'provider'
  return secondFactorSince === null ? 'password' : 'two-factors'
}

export type SignsInBy = 'provider' | 'password' | 'two-factors'

/** A browser that somebody has signed in with. */
export interface Session {
  /** Keyed hash (hex) of what its cookie holds. */
  readonly hash: string
  readonly id: string
  readonly principalId: string
  readonly createdAt: Instant
  /** To the minute. */
  readonly seenAt: Instant
  /** However much it is used. */
  readonly expiresAt: Instant
  readonly address: string
  /** What the browser calls itself. */
  readonly agent: string
}

const LONGEST_EMAIL = 254
const LONGEST_NAME = 100

/** The same for all ways to write it. Throws `invalid_argument` for what cannot be one. */
export function foldedEmail(given: string): string {
  const email = given.trim().normalize('NFKC').toLowerCase()
  if (!/^[^\s\p{C}]+$/u.test(email)) throw invalidArgument('email', 'must be an address, or a name without spaces')
  if (email.includes('@') && !/^.+@[^@]+$/.test(email))
    throw invalidArgument('email', 'must be a whole address, or a name without @')
  if (email.length > LONGEST_EMAIL) throw invalidArgument('email', `must have no more than ${LONGEST_EMAIL} characters`)
  return email
}

/** What people call the person. */
export function requirePersonName(given: string): string {
  const name = given.trim().normalize('NFC')
  if (name === '' || /\p{C}/u.test(name)) throw invalidArgument('display_name', 'must be the name of a person')
  if (name.length > LONGEST_NAME)
    throw invalidArgument('display_name', `must have no more than ${LONGEST_NAME} characters`)
  return name
}
