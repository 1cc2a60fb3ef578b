// Workload identity providers: whom a service principal trusts to say which programs may act as it, without a key. This
// folder owns what one may be, and its verbs. Whether a program has proved what it says is not told here (auth/workload/).
import type { Instant } from '../../clock.ts'
import { invalidArgument } from '../../errors.ts'
import { requireLength } from '../../require-length.ts'
import type { Principal } from '../principal.ts'

/** Who vouches for programs: an issuer of tokens (OpenID Connect), or AWS for those of one account. */
export type Trust =
  | {
      readonly kind: 'oidc'
      readonly issuer: string
      /** For whom a token must be meant; the provider itself, by its resource name, when there are none. */
      readonly audiences: readonly string[]
    }
  | { readonly kind: 'aws'; readonly accountId: string }

/** What can be changed of a provider. */
export interface WorkloadIdentityTerms {
  readonly description: string
  readonly trust: Trust
  /** What a program must have proved besides, in the language of go-bexpr. */
  readonly conditionalAccess: string
}

export interface WorkloadIdentityProvider extends WorkloadIdentityTerms {
  readonly id: string
  readonly principalId: string
  /** Unique among those of its service principal; never changes. */
  readonly name: string
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** Throws `invalid_argument` for a statement that cannot be decided about whom the provider trusts. */
export type RequireStatement = (statement: string, kind: Trust['kind']) => Promise<void>

const DESCRIPTION_BYTES = 1024
const ISSUER_BYTES = 512
const MOST_AUDIENCES = 20
const AUDIENCE_BYTES = 511
const ACCOUNT_ID = /^\d{12}$/

/** Refuses by field what no provider can have. */
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

/** What events tell of a provider. */
export const providerFacts = (
  principal: Pick<Principal, 'id' | 'name'>,
  { id, name, trust, conditionalAccess }: WorkloadIdentityProvider,
) => ({
  servicePrincipal: { id: principal.id, name: principal.name },
  provider: { id, name, trust, conditionalAccess },
})
