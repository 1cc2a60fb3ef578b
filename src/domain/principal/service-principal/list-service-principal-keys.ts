import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { Location } from '../../location.ts'
import type { Principal, ServicePrincipalKey } from '../principal.ts'
import type { Role } from '../role/role.ts'

export interface KeyHolder {
  readonly principal: Principal
  /** That count in the project, whatever they are held on. */
  readonly roles: readonly Role[]
  /** Oldest first. */
  readonly keys: readonly ServicePrincipalKey[]
}

/** The project's service principals, oldest first, with what they hold. Needs the admin role. */
export async function listServicePrincipalKeys(context: Context, location: Location): Promise<readonly KeyHolder[]> {
  authorize(context, 'service-principal-key.list', location)
  const { principals, roles } = context.store
  const holders: KeyHolder[] = []
  for (const principal of await principals.list('service', location)) {
    const held = await roles.listHeld(principal.id)
    const counting = held.filter(({ projectId }) => projectId === undefined || projectId === location.projectId)
    const keys = await principals.listKeys(principal.id)
    holders.push({ principal, roles: [...new Set(counting.map(({ role }) => role))], keys })
  }
  return holders
}
