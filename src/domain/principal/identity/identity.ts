// People as others know them who vouch for them: OpenID Connect providers. Who somebody is there, is told by the issuer and
// its subject alone, which never change (OpenID Connect Core 2); what else it says may be somebody else's tomorrow.
import type { Instant } from '../../clock.ts'

export interface Identity {
  readonly issuer: string
  /** The issuer's own name for the person. */
  readonly subject: string
  readonly principalId: string
  readonly createdAt: Instant
}

/** Whom a provider may let in, and what its word is good for. */
export interface ProviderRules {
  /** As addresses name it. */
  readonly name: string
  /** As people know it. */
  readonly displayName: string
  readonly issuer: string
  /** Whether it makes somebody new a person. */
  readonly createPeople: boolean
  /** Whether its addresses are its people's own, though it does not say so. */
  readonly trustEmails: boolean
  /** Domains of addresses, folded; null for all. */
  readonly allowedDomains: readonly string[] | null
  /** What people call groups of the organization, or their ids, by what the provider says. In all others it changes nothing. */
  readonly groups: ReadonlyMap<string, string>
}

/** What a provider says of somebody, now. */
export interface Assertion {
  readonly subject: string
  readonly email: string | null
  readonly isEmailVerified: boolean
  readonly displayName: string | null
  readonly groups: readonly string[]
}
