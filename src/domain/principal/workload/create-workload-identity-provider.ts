import { authorize } from '../../authorize.ts'
import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { alreadyExists, resourceExhausted } from '../../errors.ts'
import { resourceOf } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireResourceName } from '../../require-length.ts'
import { requireReach } from '../role/require-reach.ts'
import { requireServicePrincipal } from '../service-principal/service-principal.ts'
import type { WorkloadIdentityProviderRef } from './require-provider.ts'
import {
  providerFacts,
  type RequireStatement,
  requireTerms,
  type WorkloadIdentityProvider,
  type WorkloadIdentityTerms,
} from './workload.ts'

export interface CreateWorkloadIdentityProvider extends WorkloadIdentityProviderRef {
  readonly terms: WorkloadIdentityTerms
}

/** More than there are platforms to trust. */
const MOST_OF_ONE = 20

/**
 * Makes a service principal trust a provider to vouch for programs. Throws `already_exists` when the service principal has a
 * provider of that name, and `resource_exhausted` when it has as many as it may.
 */
export async function createWorkloadIdentityProvider(
  context: Context,
  { servicePrincipal, name, terms }: CreateWorkloadIdentityProvider,
  { requireStatement }: { readonly requireStatement: RequireStatement },
): Promise<WorkloadIdentityProvider> {
  const { home } = servicePrincipal
  authorize(context, 'workload-identity-provider.create', resourceOf(home))
  requireResourceName('name', name)
  await requireTerms(terms, requireStatement)
  return changeHome(context, 'workload-identity-provider.create', home, async (change) => {
    const { tx, now } = change
    const principal = await requireServicePrincipal(tx, servicePrincipal)
    await requireReach(context, tx, principal)
    const others = await tx.workloads.list(principal.id)
    if (others.some((other) => other.name === name)) throw alreadyExists('workload identity provider', name)
    if (others.length >= MOST_OF_ONE)
      throw resourceExhausted(
        `service principal "${principal.name}" has ${MOST_OF_ONE} workload identity providers, as many as it may: delete one`,
      )
    const made = { id: change.newId(), principalId: principal.id, name, createdAt: now, updatedAt: now }
    const provider = { ...made, ...terms }
    await tx.workloads.insert(provider)
    recordEvent(change, { kind: 'workload-identity-provider.created', payload: providerFacts(principal, provider) })
    return provider
  })
}
