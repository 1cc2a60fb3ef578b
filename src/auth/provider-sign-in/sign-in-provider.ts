import type { ProviderRules } from '../../domain/principal/identity/identity.ts'

/** A provider with which people sign in, as the operator configures it: what it may decide, and how it is asked. */
export interface SignInProvider extends ProviderRules {
  readonly clientId: string
  /** Null for a client that has none: PKCE protects the code all the same. */
  readonly clientSecret: string | null
  readonly scopes: readonly string[]
  /** The claim that says which groups somebody is in: a list, or one name; null for none. */
  readonly groupsClaim: string | null
}
