import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { resourceOf } from '../../location.ts'
import { requireServicePrincipal, type ServicePrincipalRef } from '../service-principal/service-principal.ts'
import { requireProvider, type WorkloadIdentityProviderRef } from './require-provider.ts'
import type { WorkloadIdentityProvider } from './workload.ts'

export async function getWorkloadIdentityProvider(
  context: Context,
  ref: WorkloadIdentityProviderRef,
): Promise<WorkloadIdentityProvider> {
  authorize(context, 'workload-identity-provider.get', resourceOf(ref.servicePrincipal.home))
  return (await requireProvider(context.store, ref)).provider
}

/** The providers of a service principal, oldest first; there are few. */
export async function listWorkloadIdentityProviders(
  context: Context,
  ref: ServicePrincipalRef,
): Promise<readonly WorkloadIdentityProvider[]> {
  authorize(context, 'workload-identity-provider.get', resourceOf(ref.home))
  const principal = await requireServicePrincipal(context.store, ref)
  return context.store.workloads.list(principal.id)
}
