import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { type Home, resourceOf } from '../../location.ts'
import type { Principal, ServicePrincipalKey } from '../principal.ts'
import { requireServicePrincipal, type ServicePrincipalRef } from './service-principal.ts'

export interface ServicePrincipalOverview {
  readonly principal: Principal
  /** Oldest first. */
  readonly keys: readonly ServicePrincipalKey[]
}

export async function getServicePrincipal(
  context: Context,
  ref: ServicePrincipalRef,
): Promise<ServicePrincipalOverview> {
  authorize(context, 'service-principal.get', resourceOf(ref.home))
  const principal = await requireServicePrincipal(context.store, ref)
  return { principal, keys: await context.store.principals.listKeys(principal.id) }
}

/** The service principals of exactly this home, oldest first: an organization's list has none of its projects'. */
export async function listServicePrincipals(context: Context, home: Home): Promise<readonly Principal[]> {
  authorize(context, 'service-principal.get', resourceOf(home))
  return context.store.principals.list('service', home)
}
