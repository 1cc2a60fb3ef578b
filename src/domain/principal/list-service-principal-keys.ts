import { authorize } from '../authorize.ts'
import type { Context } from '../context.ts'
import type { Location } from '../location.ts'
import type { Principal, Role, ServicePrincipalKey } from './principal.ts'

export interface KeyHolder {
  readonly principal: Principal
  /** In the project; null for one that has none there. */
  readonly role: Role | null
  /** Oldest first. */
  readonly keys: readonly ServicePrincipalKey[]
}

/** The project's service principals, oldest first, with what they hold. Needs the admin role. */
export async function listServicePrincipalKeys(context: Context, location: Location): Promise<readonly KeyHolder[]> {
  authorize(context, 'service-principal-key.list', location)
  const { principals } = context.store
  const holders: KeyHolder[] = []
  for (const principal of await principals.list('service', location.projectId)) {
    const roles = await principals.listRoles(principal.id)
    const role = roles.find(({ projectId }) => projectId === location.projectId)?.role ?? null
    holders.push({ principal, role, keys: await principals.listKeys(principal.id) })
  }
  return holders
}
