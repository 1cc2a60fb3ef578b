import { fail, notFound } from '../errors.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import type { ServicePrincipal } from './principal.ts'

/**
 * The service principal of that project. One of another project is refused (`not_found`) in the words of one that does
 * not exist: who may administer a project learns nothing of others.
 */
export async function requireServicePrincipal(
  { principals }: Pick<Ports, 'principals'>,
  { organizationId, projectId }: Location,
  id: string,
): Promise<ServicePrincipal> {
  const principal = await principals.findServicePrincipal(id)
  if (principal?.projectId !== projectId || principal.organizationId !== organizationId)
    return fail(notFound('service principal', id))
  return principal
}
