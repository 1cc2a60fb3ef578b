import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { keepAnOwner } from '../role/keep-an-owner.ts'
import { requireReach } from '../role/require-reach.ts'
import { requireProvider, type WorkloadIdentityProviderRef } from './require-provider.ts'
import { providerFacts, type WorkloadIdentityProvider } from './workload.ts'

/**
 * Deletes a provider with the tokens that were issued for it, which end within 5 s on every replica. Throws
 * `failed_precondition` when no owner of the organization could sign in without the provider.
 */
export async function deleteWorkloadIdentityProvider(
  context: Context,
  ref: WorkloadIdentityProviderRef,
): Promise<WorkloadIdentityProvider> {
  return changeHome(context, 'workload-identity-provider.delete', ref.servicePrincipal.home, async (change) => {
    const { principal, provider } = await requireProvider(change.tx, ref)
    await requireReach(context, change.tx, principal)
    await keepAnOwner(change, () => change.tx.workloads.delete(provider.id))
    recordEvent(change, { kind: 'workload-identity-provider.deleted', payload: providerFacts(principal, provider) })
    return provider
  })
}
