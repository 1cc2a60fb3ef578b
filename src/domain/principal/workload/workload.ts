// Workload identity providers: whom a service principal trusts to say which programs may act as it, without a key. This
// folder owns their rules and their use cases. auth/workload/ verifies what a program claims to be.
import type { Instant } from '../../clock.ts'
import { invalidArgument } from '../../errors.ts'
import { requireLength } from '../../require-length.ts'
import type { Principal } from '../principal.ts'

/** Who vouches for programs: an issuer of tokens (OpenID Connect), or AWS for the programs of one account. */
export type Trust =
  | {
      readonly kind: 'oidc'
      readonly issuer: string
      /** The audiences that a token may have; when empty, only the provider's own resource name. */
      readonly audiences: readonly string[]
    }
  | { readonly kind: 'aws'; readonly accountId: string }

/** The part of a provider that can be changed. */
export interface WorkloadIdentityTerms {
  readonly description: string
  readonly trust: Trust
  /** A further condition on what the program has proved, in the language of go-bexpr. */
  readonly conditionalAccess: string
}

export interface WorkloadIdentityProvider extends WorkloadIdentityTerms {
  readonly id: string
  readonly principalId: string
  /** Unique among the providers of its service principal; never changes. */
  readonly name: string
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** Throws `invalid_argument` for a statement that cannot be evaluated for this kind of trust. */
export type RequireStatement = (statement: string, kind: Trust['kind']) => Promise<void>

const DESCRIPTION_BYTES = 1024
const ISSUER_BYTES = 512
const MOST_AUDIENCES = 20
const AUDIENCE_BYTES = 511
const ACCOUNT_ID = /^\d{12}$/

/** Throws `invalid_argument`, naming the field, for terms that no provider can have. */
export async function requireTerms(
  { description, trust, conditionalAccess }: WorkloadIdentityTerms,
  requireStatement: RequireStatement,
): Promise<void> {
  requireLength('description', description, DESCRIPTION_BYTES)
  if (trust.kind === 'aws') requireAccountId(trust.accountId)
  else {
    requireIssuer(trust.issuer)
    requireAudiences(trust.audiences)
  }
  await requireStatement(conditionalAccess, trust.kind)
}

function requireAccountId(accountId: string): void {
  if (!ACCOUNT_ID.test(accountId))
    throw invalidArgument('aws_config.account_id', 'must be the 12 digits of an AWS account')
}

function requireIssuer(issuer: string): void {
  requireLength('oidc_config.issuer_uri', issuer, ISSUER_BYTES)
  const url = URL.parse(issuer)
  const isAddress = url?.protocol === 'https:' && url.username === '' && url.password === '' && !/[?#\s]/.test(issuer)
  if (!isAddress)
    throw invalidArgument(
      'oidc_config.issuer_uri',
      'must be the https:// address that the issuer has in its tokens, such as https://token.actions.githubusercontent.com',
    )
}

function requireAudiences(audiences: readonly string[]): void {
  const field = 'oidc_config.allowed_audiences'
  if (audiences.length > MOST_AUDIENCES) throw invalidArgument(field, `must be at most ${MOST_AUDIENCES}`)
  for (const audience of audiences) {
    if (audience === '') throw invalidArgument(field, 'must not be empty')
    requireLength(field, audience, AUDIENCE_BYTES)
  }
}

/** The provider as events record it. */
export const providerFacts = (
  principal: Pick<Principal, 'id' | 'name'>,
  { id, name, trust, conditionalAccess }: WorkloadIdentityProvider,
) => ({
  servicePrincipal: { id: principal.id, name: principal.name },
  provider: { id, name, trust, conditionalAccess },
})
