import type { Principal } from '../../../domain/principal/principal.ts'
import { nameHeldRoles } from '../../../domain/principal/role/name-held-roles.ts'
import type { OperatorRegistry } from '../operator-registry.ts'

/** All roles that the principal holds, itself or by its groups, with where it holds them, unless that is all of what it belongs to. */
export async function describeRoles(
  { context: { store } }: OperatorRegistry,
  { id, projectId: home }: Pick<Principal, 'id' | 'projectId'>,
): Promise<string> {
  const named = await nameHeldRoles(store, await store.roles.listHeld(id))
  const texts = named.map(({ role, projectId, bucketName, groupId, on }) => {
    const isNarrow = bucketName !== undefined || groupId !== undefined
    return !isNarrow && (projectId ?? home) === home ? role : `${role} on ${on}`
  })
  return [...new Set(texts)].join(' + ') || 'no role'
}
