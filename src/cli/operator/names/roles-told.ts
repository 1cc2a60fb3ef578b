import type { Principal } from '../../../domain/principal/principal.ts'
import { nameHeldRoles } from '../../../domain/principal/role/name-held-roles.ts'
import type { OperatorRegistry } from '../operator-registry.ts'

/** All that the principal holds, itself and by its groups; with where, unless it counts for all of what the principal is of. */
export async function rolesTold(
  { context: { store } }: OperatorRegistry,
  { id, projectId: home }: Pick<Principal, 'id' | 'projectId'>,
): Promise<string> {
  const named = await nameHeldRoles(store, await store.roles.listHeld(id))
  const told = named.map(({ role, projectId, bucketName, groupId, on }) => {
    const isNarrow = bucketName !== undefined || groupId !== undefined
    return !isNarrow && (projectId ?? home) === home ? role : `${role} on ${on}`
  })
  return [...new Set(told)].join(' + ') || 'no role'
}
