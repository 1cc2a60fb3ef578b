// Invitations, by which somebody becomes a user of an organization, or a user gets a new password.
import type { Instant } from '../../clock.ts'
import type { Role } from '../role/role.ts'

/** A one-time URL, by which somebody becomes a user of the organization, or an existing user gets a new password. */
export interface Invitation {
  readonly id: string
  readonly organizationId: string
  /** Folded; null when the person who accepts it enters it. */
  readonly email: string | null
  /** The role to grant on the organization; null for none. */
  readonly role: Role | null
  /** Keyed hash (hex) of the secret in the URL. */
  readonly hash: string
  /** The principal that invited; null for the operator. */
  readonly inviterId: string | null
  /** The user who gets a new password by it, and no other; null when it creates a user. */
  readonly renewsId: string | null
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly acceptedAt: Instant | null
}
