import { isDeepStrictEqual } from 'node:util'
import { authorize } from '../../authorize.ts'
import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { resourceOf } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireReach } from '../role/require-reach.ts'
import { requireProvider, type WorkloadIdentityProviderRef } from './require-provider.ts'
import {
  providerFacts,
  type RequireStatement,
  requireTerms,
  type WorkloadIdentityProvider,
  type WorkloadIdentityTerms,
} from './workload.ts'

export interface UpdateWorkloadIdentityProvider extends WorkloadIdentityProviderRef {
  /** Absent fields stay unchanged. */
  readonly changes: Partial<WorkloadIdentityTerms>
}

/**
 * Changes whom a provider trusts, and under which condition. Tokens that were issued before stay valid until they expire, because
 * they were issued rightly.
 */
export async function updateWorkloadIdentityProvider(
  context: Context,
  { changes, ...ref }: UpdateWorkloadIdentityProvider,
  { requireStatement }: { readonly requireStatement: RequireStatement },
): Promise<WorkloadIdentityProvider> {
  authorize(context, 'workload-identity-provider.update', resourceOf(ref.servicePrincipal.home))
  const seen = (await requireProvider(context.store, ref)).provider
  await requireTerms({ ...seen, ...changes }, requireStatement)
  return changeHome(context, 'workload-identity-provider.update', ref.servicePrincipal.home, async (change) => {
    const { principal, provider } = await requireProvider(change.tx, ref)
    await requireReach(context, change.tx, principal)
    const updated = { ...provider, ...changes, updatedAt: change.now }
    if (isDeepStrictEqual({ ...updated, updatedAt: provider.updatedAt }, provider)) return provider
    await change.tx.workloads.update(updated)
    const previous = { conditionalAccess: provider.conditionalAccess, trust: provider.trust }
    const payload = { ...providerFacts(principal, updated), previous }
    recordEvent(change, { kind: 'workload-identity-provider.updated', payload })
    return updated
  })
}
