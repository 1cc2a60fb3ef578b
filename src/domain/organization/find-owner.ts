import type { ServicePrincipal } from '../principal/principal.ts'
import type { Ports } from '../store.ts'

/**
 * Who answers for an organization: of its projects, beginning with the oldest, the principal that has been there longest
 * and is its admin. That is the one which the first start made, for as long as it is. Undefined when nobody is.
 */
export async function findOwner(ports: Ports, organizationId: string): Promise<ServicePrincipal | undefined> {
  for (const { id: projectId } of await ports.organizations.listProjects(organizationId))
    for (const principal of await ports.principals.listServicePrincipals(projectId)) {
      const roles = await ports.principals.listRoles(principal.id)
      if (roles.some((held) => held.projectId === projectId && held.role === 'admin')) return principal
    }
  return undefined
}
