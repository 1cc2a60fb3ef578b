// Where the things of iam are, by their resource names: `iam/project/<id>/service-principal/<name>`, and what is below that.
import type { Context } from '../../../domain/context.ts'
import type { Home } from '../../../domain/location.ts'
import { getProject } from '../../../domain/organization/get-organization.ts'
import { locationOf } from '../../../domain/organization/organization.ts'
import type { ServicePrincipalRef } from '../../../domain/principal/service-principal/service-principal.ts'
import type { WorkloadIdentityProviderRef } from '../../../domain/principal/workload/require-provider.ts'

/** The segments of a name, which is of a pattern of the contract: where, and what is called how there. */
export function segmentsOf(resourceName: string) {
  const [, scope = '', scopeId = '', , servicePrincipal = '', , last = ''] = resourceName.split('/')
  return { scope: scope === 'organization' ? 'organization' : 'project', scopeId, servicePrincipal, last } as const
}

async function homeOf(context: Context, scope: 'organization' | 'project', id: string): Promise<Home> {
  return scope === 'organization' ? { organizationId: id, projectId: null } : locationOf(await getProject(context, id))
}

export async function servicePrincipalNamed(context: Context, resourceName: string): Promise<ServicePrincipalRef> {
  const { scope, scopeId, servicePrincipal } = segmentsOf(resourceName)
  return { home: await homeOf(context, scope, scopeId), name: servicePrincipal }
}

export async function providerNamed(context: Context, resourceName: string): Promise<WorkloadIdentityProviderRef> {
  const servicePrincipal = await servicePrincipalNamed(context, resourceName)
  return { servicePrincipal, name: segmentsOf(resourceName).last }
}
