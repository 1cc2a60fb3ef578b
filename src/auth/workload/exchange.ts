// What a program that has no key shows instead: that its platform vouches for it. An issuer of tokens (OpenID Connect) or AWS
// says who it is; a provider under a service principal says whom to believe, and what must be true of a program besides; for
// that the program gets an access token of the service principal. Nothing in this folder knows HTTP, or what that may do.
import type { Asked, Context } from '../../domain/context.ts'
import type { Trust } from '../../domain/principal/workload/workload.ts'
import type { Store } from '../../domain/store.ts'
import type { Ask } from '../../machine/outbound/outbound-client.ts'
import type { AccessTokens } from '../access-tokens.ts'
import type { Wait } from '../attempts-in-turn.ts'
import type { FailedAttempts } from '../failed-attempts.ts'
import type { FactsKind } from './conditional-access.ts'
import type { CallerIdentityRequest } from './verify-caller-identity.ts'

/** A provider as whoever asks says it. */
export interface ProviderPath {
  /** All of it in one, which proofs are meant for unless the provider says otherwise. */
  readonly resourceName: string
  readonly scope: 'project' | 'organization'
  readonly scopeId: string
  readonly servicePrincipal: string
  readonly provider: string
}

export interface Exchange {
  readonly path: ProviderPath
  readonly proof:
    | { readonly kind: 'oidc'; readonly token: string }
    | { readonly kind: 'aws'; readonly request: CallerIdentityRequest }
  /** Of who asks, or a block of them. */
  readonly address: string
  readonly asked?: Asked | undefined
}

export type Exchanged =
  | { readonly kind: 'token'; readonly accessToken: string }
  /** `told` is for who asks, the reason for who runs the server. */
  | { readonly kind: 'refused'; readonly told: string; readonly reason: string }
  | Wait

export type ExchangeIdentity = (exchange: Exchange) => Promise<Exchanged>

export interface ExchangeParts extends Pick<Context, 'clock' | 'newId'> {
  readonly store: Store
  readonly accessTokens: AccessTokens
  readonly failedAttempts: FailedAttempts
  readonly ask: Ask
}

/** What statements are about, by who vouches. */
export const factsOf = { oidc: 'jwt_claims', aws: 'aws' } as const satisfies Record<Trust['kind'], FactsKind>
