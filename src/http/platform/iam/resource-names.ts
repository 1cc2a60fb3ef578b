// Where the things of iam are, by their resource names: `project/P` and `organization/O`, and below them, with `iam/` before,
// service principals with what is theirs, and groups.
import type { Context } from '../../../domain/context.ts'
import type { Home } from '../../../domain/location.ts'
import { findHome, type HomeName } from '../../../domain/principal/find-home.ts'
import type { Principal } from '../../../domain/principal/principal.ts'
import type { ServicePrincipalRef } from '../../../domain/principal/service-principal/service-principal.ts'
import type { WorkloadIdentityProviderRef } from '../../../domain/principal/workload/require-provider.ts'

/** Of a name that a route has let in: where, and what is called how there. */
export function segmentsOf(resourceName: string) {
  const [scope = '', scopeId = '', , name = '', , last = ''] = resourceName.replace(/^iam\//, '').split('/')
  const home: HomeName = { type: scope === 'organization' ? 'organization' : 'project', id: scopeId }
  return { home, name, last } as const
}

export const homeNamed = (context: Context, resourceName: string): Promise<Home> =>
  findHome(context, segmentsOf(resourceName).home)

export const servicePrincipalNamed = async (context: Context, resourceName: string): Promise<ServicePrincipalRef> => ({
  home: await homeNamed(context, resourceName),
  name: segmentsOf(resourceName).name,
})

export const providerNamed = async (context: Context, resourceName: string): Promise<WorkloadIdentityProviderRef> => ({
  servicePrincipal: await servicePrincipalNamed(context, resourceName),
  name: segmentsOf(resourceName).last,
})

const homeOut = ({ organizationId, projectId }: Home) =>
  projectId === null ? `iam/organization/${organizationId}` : `iam/project/${projectId}`

const kindOut = { service: 'service-principal', user: 'user-principal', group: 'group' } as const

export const resourceNameOf = (principal: Principal): string =>
  `${homeOut(principal)}/${kindOut[principal.kind]}/${principal.name}`
