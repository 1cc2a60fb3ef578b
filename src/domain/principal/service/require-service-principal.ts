import { fail, notFound } from '../../errors.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { Principal } from '../principal.ts'

/**
 * The service principal of that project. One of another project is refused (`not_found`) in the words of one that does
 * not exist: who may administer a project learns nothing of others.
 */
export async function requireServicePrincipal(
  { principals }: Pick<Ports, 'principals'>,
  { organizationId, projectId }: Location,
  id: string,
): Promise<Principal> {
  const principal = await principals.find(id)
  const isOfProject = principal?.projectId === projectId && principal.organizationId === organizationId
  return isOfProject && principal.kind === 'service' ? principal : fail(notFound('service principal', id))
}
