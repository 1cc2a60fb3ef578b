// Workload identity: a program without a key shows that its platform vouches for it. An issuer of tokens (OpenID Connect)
// or AWS says who the program is; a provider under a service principal says whom to trust, and what else must be true of
// the program. In return the program gets an access token of the service principal. Nothing in this folder knows HTTP, or
// what that token permits.
import type { Asked, Context } from '../../domain/context.ts'
import type { Trust } from '../../domain/principal/workload/workload.ts'
import type { Store } from '../../domain/store.ts'
import type { Ask } from '../../machine/outbound/outbound-client.ts'
import type { AccessTokens } from '../access-tokens.ts'
import type { Wait } from '../attempts-in-turn.ts'
import type { FailedAttempts } from '../failed-attempts.ts'
import type { FactsKind } from './conditional-access.ts'
import type { CallerIdentityRequest } from './verify-caller-identity.ts'

/** A provider, as the caller names it. */
export interface ProviderPath {
  /** The full resource name: the audience of proofs, unless the provider names others. */
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
  /** The address of the caller, or its block. */
  readonly address: string
  readonly asked?: Asked | undefined
}

export type Exchanged =
  | { readonly kind: 'token'; readonly accessToken: string }
  /** `told` is for the caller, `reason` for the operator of the server. */
  | { readonly kind: 'refused'; readonly told: string; readonly reason: string }
  | Wait

export type ExchangeIdentity = (exchange: Exchange) => Promise<Exchanged>

export interface ExchangeParts extends Pick<Context, 'clock' | 'newId'> {
  readonly store: Store
  readonly accessTokens: AccessTokens
  readonly failedAttempts: FailedAttempts
  readonly ask: Ask
}

/** The facts that statements are about, by who vouches. */
export const factsOf = { oidc: 'jwt_claims', aws: 'aws' } as const satisfies Record<Trust['kind'], FactsKind>
