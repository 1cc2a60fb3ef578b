// How somebody becomes a person of an organization, or gets a new password as one: by an address that is good once.
import type { Instant } from '../../clock.ts'
import type { Role } from '../role/role.ts'

/** A one-time address, by which somebody becomes a person of the organization, or gets a new password as one. */
export interface Invitation {
  readonly id: string
  readonly organizationId: string
  /** Folded; null where whoever accepts it says it. */
  readonly email: string | null
  /** That they will hold in the organization; null for none. */
  readonly role: Role | null
  /** Keyed hash (hex) of what the address holds. */
  readonly hash: string
  /** The principal, where one invited. */
  readonly inviterId: string | null
  /** The person who gets a new password by it, and nobody else; null where somebody joins. */
  readonly renewsId: string | null
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly acceptedAt: Instant | null
}
