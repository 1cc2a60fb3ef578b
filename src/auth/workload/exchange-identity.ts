import { createHash } from 'node:crypto'
import { makeChange } from '../../domain/change.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Home } from '../../domain/location.ts'
import { type Principal, registryActor } from '../../domain/principal/principal.ts'
import { providerFacts, type WorkloadIdentityProvider } from '../../domain/principal/workload/workload.ts'
import { recordEvent } from '../../domain/record/event/record-event.ts'
import type { Store } from '../../domain/store.ts'
import { nextTurn } from '../../machine/next-turn.ts'
import { ownShare } from '../../machine/outbound/outbound-client.ts'
import { attemptsInTurn } from '../attempts-in-turn.ts'
import { conditionalAccess, type Facts } from './conditional-access.ts'
import {
  type Exchange,
  type Exchanged,
  type ExchangeIdentity,
  type ExchangeParts,
  factsOf,
  type ProviderPath,
} from './exchange.ts'
import { issuerKeys } from './issuer-keys.ts'
import { Unproven } from './unproven.ts'
import { verifyCallerIdentity } from './verify-caller-identity.ts'
import { verifyIdentityToken } from './verify-identity-token.ts'

/** The provider that the caller names, and its service principal. */
interface Meant {
  readonly principal: Principal
  readonly provider: WorkloadIdentityProvider
}

/** The proved identity of a program: the facts for statements, and a name for people. */
interface Proved {
  readonly facts: Facts
  readonly subject: string
}

const stranger = { isVouchedFor: false }
const SUBJECT_CHARACTERS = 256

export function exchangeIdentity(parts: ExchangeParts): ExchangeIdentity {
  const { store, clock, accessTokens, failedAttempts } = parts
  const keys = issuerKeys({ ask: ownShare(parts.ask), clock })
  const askAws = ownShare(parts.ask)
  const inTurn = attemptsInTurn(failedAttempts)

  async function prove({ path, proof }: Exchange, { trust }: WorkloadIdentityProvider): Promise<Proved> {
    const { resourceName } = path
    if (proof.kind === 'oidc' && trust.kind === 'oidc') {
      const audiences = trust.audiences.length > 0 ? trust.audiences : [resourceName]
      const claims = await verifyIdentityToken({ keys, clock }, { token: proof.token, issuer: trust.issuer, audiences })
      return { facts: { jwt_claims: claims }, subject: typeof claims.sub === 'string' ? claims.sub : '' }
    }
    if (proof.kind === 'aws' && trust.kind === 'aws') {
      const caller = await verifyCallerIdentity(askAws, proof.request, { resourceName, accountId: trust.accountId })
      return { facts: { aws: { ...caller } }, subject: caller.arn }
    }
    throw new Unproven(`the provider believes ${trust.kind === 'aws' ? 'AWS' : trust.issuer}, nobody else`, stranger)
  }

  async function admit({ principal, provider }: Meant, subject: string, { asked }: Exchange): Promise<string> {
    const actor = { type: 'service', id: principal.id, name: principal.name, roles: [] } as const
    return makeChange({ ...parts, asked, actor }, homeOf(principal), async (change) => {
      const held = await change.tx.workloads.hold(provider.id)
      // The provider was deleted or changed while its issuer was asked.
      if (held?.updatedAt !== provider.updatedAt) throw new Unproven('the provider has just been changed', stranger)
      const payload = { ...providerFacts(principal, provider), subject: shortened(subject) }
      recordEvent(change, { kind: 'workload-identity.exchanged', payload })
      const grant = { kind: 'workload-identity', id: provider.id } as const
      return accessTokens.issueFor(change.tx, { principalId: principal.id, grant, now: change.now })
    })
  }

  async function exchangeWith(meant: Meant, exchange: Exchange): Promise<Exchanged> {
    const { principal, provider } = meant
    const { facts, subject } = await prove(exchange, provider)
    requireMet(provider, facts)
    if (principal.disabledAt !== null)
      throw new Unproven(`service principal "${principal.name}" is disabled`, { isVouchedFor: true })
    return { kind: 'token', accessToken: await admit(meant, subject, exchange) }
  }

  async function record({ principal, provider }: Meant, reason: string, { asked }: Exchange): Promise<void> {
    // Not in the same turn as the response: the time that this takes would tell strangers which providers exist.
    await nextTurn()
    await makeChange({ ...parts, asked, actor: registryActor }, homeOf(principal), async (change) => {
      const payload = { ...providerFacts(principal, provider), reason: shortened(reason) }
      recordEvent(change, { kind: 'workload-identity.refused', payload })
    })
  }

  function refuse(
    meant: Meant | undefined,
    { message: reason, isVouchedFor }: Unproven,
    exchange: Exchange,
  ): Exchanged {
    if (meant !== undefined) void record(meant, reason, exchange).catch(() => undefined)
    const isTold = isVouchedFor && meant !== undefined && hasAudience(meant.provider)
    return { kind: 'refused', reason, told: isTold ? reason : NOT_PROVED }
  }

  return async (exchange) => {
    const meant = await findMeant(store, exchange.path)
    // AWS has to be asked about every signed request, so these attempts are counted first: otherwise callers that
    // only guess could cause any number of requests.
    const isCountedFirst = exchange.proof.kind === 'aws'
    const attempt = attemptOf(exchange)
    const look = async () => {
      if (meant === undefined) throw new Unproven('there is no such provider', stranger)
      return exchangeWith(meant, exchange)
    }
    try {
      return await (isCountedFirst ? inTurn(attempt, look) : look())
    } catch (error) {
      if (!(error instanceof Unproven)) throw error
      const milliseconds = isCountedFirst ? 0 : failedAttempts.count(attempt)
      return milliseconds > 0 ? { kind: 'wait', milliseconds } : refuse(meant, error, exchange)
    }
  }
}

// One message for all strangers, so that nobody learns which providers exist, and whom they trust.
const NOT_PROVED =
  'no workload identity provider of this name accepts what was sent: check the resource name, whom the provider believes, ' +
  'for whom the token is meant, and the conditional access statement; the log of the server tells which it is'

/**
 * Whether the audience of a proof is known only to those whom the owner of the provider has told. A public issuer vouches for many, and
 * all of them can name the default audience, the provider itself. The callers of an AWS account all belong to its owner.
 */
const hasAudience = ({ trust }: WorkloadIdentityProvider) => trust.kind === 'aws' || trust.audiences.length > 0

async function findMeant(
  { organizations, principals, workloads }: Store,
  path: ProviderPath,
): Promise<Meant | undefined> {
  const project = path.scope === 'project' ? await organizations.findProject(path.scopeId) : null
  if (project === undefined) return undefined
  const home =
    project === null
      ? { organizationId: path.scopeId, projectId: null }
      : { organizationId: project.organizationId, projectId: project.id }
  const principal = await principals.findByName('service', home, path.servicePrincipal)
  const provider = principal && (await workloads.find(principal.id, path.provider))
  return provider && { principal, provider }
}

/** A statement that was valid when it was set may be invalid for the trust that the provider was given at the same time. */
function requireMet({ conditionalAccess: statement, trust }: WorkloadIdentityProvider, facts: Facts): void {
  let refusal: string | null
  try {
    refusal = conditionalAccess(statement, factsOf[trust.kind]).refusalOf(facts)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    refusal = error.message
  }
  if (refusal !== null) throw new Unproven(refusal, { isVouchedFor: true })
}

const homeOf = ({ organizationId, projectId }: Principal): Home => ({ organizationId, projectId })

const shortened = (text: string) =>
  text.length > SUBJECT_CHARACTERS ? `${text.slice(0, SUBJECT_CHARACTERS).toWellFormed()}…` : text

const attemptOf = ({ path, proof, address }: Exchange) => {
  const shown = proof.kind === 'oidc' ? proof.token : JSON.stringify(proof.request)
  const secretHash = createHash('sha256').update(shown).digest('hex')
  return { clientId: path.resourceName, address, secretHash, style: 'body' } as const
}
