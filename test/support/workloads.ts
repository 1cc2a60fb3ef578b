// What a registry trusts to vouch for workloads, in tests: service principals and providers, created directly where no test is about them.
import { newId } from '../../src/machine/new-id.ts'
import { newPrincipal, type Principal } from '../../src/domain/principal/principal.ts'
import type { Role } from '../../src/domain/principal/role/role.ts'
import type { TestRegistry } from './registry.ts'

export interface Trusting {
  readonly principal: Principal
  /** The resource name of the service principal. */
  readonly resourceName: string
}

/** A service principal of the project with this role there. */
export async function trustingPrincipal({ store, clock, ...home }: TestRegistry, role: Role): Promise<Trusting> {
  const { organizationId, projectId } = home
  const id = newId()
  const made = { id, kind: 'service', organizationId, projectId, name: `sp-${id.slice(-8)}` } as const
  const principal = newPrincipal({ ...made, createdAt: clock.now() })
  await store.transaction(async ({ principals, roles }) => {
    await principals.insert(principal)
    await roles.bind({ type: 'project', id: projectId }, { role, principalId: id })
  })
  return { principal, resourceName: `iam/project/${projectId}/service-principal/${principal.name}` }
}

export const providerName = (principalName: string, name: string) =>
  `${principalName}/workload-identity-provider/${name}`
