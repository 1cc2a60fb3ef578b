import { fail, notFound } from '../../errors.ts'
import type { Ports } from '../../store.ts'
import type { Principal } from '../principal.ts'
import { requireServicePrincipal, type ServicePrincipalRef } from '../service-principal/service-principal.ts'
import type { WorkloadIdentityProvider } from './workload.ts'

/** A provider of a service principal, by its name. */
export interface WorkloadIdentityProviderRef {
  readonly servicePrincipal: ServicePrincipalRef
  readonly name: string
}

export interface ProviderInPlace {
  readonly principal: Principal
  readonly provider: WorkloadIdentityProvider
}

/** The provider and its service principal. Throws `not_found` when either does not exist. */
export async function requireProvider(
  tx: Pick<Ports, 'principals' | 'workloads'>,
  { servicePrincipal, name }: WorkloadIdentityProviderRef,
): Promise<ProviderInPlace> {
  const principal = await requireServicePrincipal(tx, servicePrincipal)
  const provider = await tx.workloads.find(principal.id, name)
  return { principal, provider: provider ?? fail(notFound('workload identity provider', name)) }
}
