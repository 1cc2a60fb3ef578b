import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { type Home, resourceOf } from '../../location.ts'
import type { Principal, ServicePrincipalKey } from '../principal.ts'
import type { Role } from '../role/role.ts'

export interface KeyHolder {
  readonly principal: Principal
  /** The roles that apply in the project, whatever they are held on; for a principal of the organization, all its roles. */
  readonly roles: readonly Role[]
  /** Oldest first. */
  readonly keys: readonly ServicePrincipalKey[]
}

/** The service principals of a project, or of the organization itself, oldest first, with their roles and keys. */
export async function listServicePrincipalKeys(context: Context, home: Home): Promise<readonly KeyHolder[]> {
  authorize(context, 'service-principal-key.list', resourceOf(home))
  const { principals, roles } = context.store
  const holders: KeyHolder[] = []
  for (const principal of await principals.list('service', home)) {
    const held = await roles.listHeld(principal.id)
    const counting = held.filter(
      ({ projectId }) => home.projectId === null || (projectId ?? home.projectId) === home.projectId,
    )
    const keys = await principals.listKeys(principal.id)
    holders.push({ principal, roles: [...new Set(counting.map(({ role }) => role))], keys })
  }
  return holders
}
