// The resource names of iam: `project/P` and `organization/O`, and below these, with `iam/` in front, service principals with their
// keys and identity providers, and groups.
import type { Context } from '../../../domain/context.ts'
import type { Home } from '../../../domain/location.ts'
import { findHome, type HomeName } from '../../../domain/principal/find-home.ts'
import type { Principal } from '../../../domain/principal/principal.ts'
import type { ServicePrincipalRef } from '../../../domain/principal/service-principal/service-principal.ts'
import type { WorkloadIdentityProviderRef } from '../../../domain/principal/workload/require-provider.ts'

/** Splits a name that a route has matched: its home, the name of the principal in it, and the name of what the principal has. */
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
