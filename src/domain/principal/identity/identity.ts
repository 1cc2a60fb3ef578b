// Users as OpenID Connect providers know them. Only the issuer and its subject identify a user, because they never change (OpenID
// Connect Core 2). Other claims, such as the email address, may be another user's tomorrow.
import type { Instant } from '../../clock.ts'

export interface Identity {
  readonly issuer: string
  /** The issuer's own identifier for the user. */
  readonly subject: string
  readonly principalId: string
  readonly createdAt: Instant
}

/** Whom a provider may let in, and which of its claims are trusted. */
export interface ProviderRules {
  /** The provider's name in URLs. */
  readonly name: string
  /** The provider's name to show to people. */
  readonly displayName: string
  readonly issuer: string
  /** Whether an unknown person becomes a new user. */
  readonly createPeople: boolean
  /** Whether its email addresses count as verified even when it does not say so. */
  readonly trustEmails: boolean
  /** The allowed domains of email addresses, folded; null for all. */
  readonly allowedDomains: readonly string[] | null
  /** The display names or ids of groups of the organization, by the provider's claim. Other groups are left alone. */
  readonly groups: ReadonlyMap<string, string>
}

/** A provider's current claims about a person. */
export interface Assertion {
  readonly subject: string
  readonly email: string | null
  readonly isEmailVerified: boolean
  readonly displayName: string | null
  readonly groups: readonly string[]
}
