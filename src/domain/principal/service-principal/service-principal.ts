// Service principals are identities of machines, of a project or of the whole organization. This folder owns them and their
// keys, one verb a file; what they may do is not told here (role/).
import { fail, notFound } from '../../errors.ts'
import type { Home } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { Principal } from '../principal.ts'

/** One of its home, by its name, or by its id. */
export interface ServicePrincipalRef {
  readonly home: Home
  readonly name?: string
  readonly id?: string
}

/**
 * The service principal that is there. One of another home is refused (`not_found`) in the words of one that does not exist: who
 * may administer a project learns nothing of others, but whose an id is that they have.
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
