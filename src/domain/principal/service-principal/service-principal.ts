// Service principals are identities of machines. Each belongs to a project or to the organization itself. This folder owns them
// and their keys, one use case per file. Their roles (role/) say what they may do.
import { fail, notFound } from '../../errors.ts'
import type { Home } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { Principal } from '../principal.ts'

/** A service principal of a home, by its name or its id. */
export interface ServicePrincipalRef {
  readonly home: Home
  readonly name?: string
  readonly id?: string
}

/**
 * The service principal in that home. One of another home gives the same `not_found` as one that does not exist, so that an
 * administrator of a project learns nothing here about other projects.
 */
export async function requireServicePrincipal(
  { principals }: Pick<Ports, 'principals'>,
  { home, name, id = '' }: ServicePrincipalRef,
): Promise<Principal> {
  const found = await (name === undefined ? principals.find(id) : principals.findByName('service', home, name))
  const isThere =
    found?.kind === 'service' && found.organizationId === home.organizationId && found.projectId === home.projectId
  return isThere ? found : fail(notFound('service principal', name ?? id))
}
