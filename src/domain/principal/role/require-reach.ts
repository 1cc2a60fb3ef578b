import { authorize, isAllowed } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { permissionDenied } from '../../errors.ts'
import { deniedOf, type Resource } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { Principal } from '../principal.ts'
import { permissionToGive } from './permission-to-give.ts'
import type { HeldRole } from './role.ts'

/**
 * Throws `permission_denied` unless the actor may grant every role that the principal holds. Otherwise the actor, by giving
 * somebody access as the principal, could do more than its own roles permit.
 */
export async function requireReach(
  context: Context,
  { roles }: Pick<Ports, 'roles'>,
  principal: Pick<Principal, 'id' | 'displayName'>,
): Promise<void> {
  for (const held of await roles.listHeld(principal.id)) {
    const [permission, resource] = [permissionToGive(held.role), resourceOf(held)]
    if (!isAllowed(context, permission, resource))
      throw permissionDenied(
        `"${principal.displayName}" holds the ${held.role} role where principal "${context.actor.name}" may not give it: ask who may`,
        deniedOf(permission, resource),
      )
  }
}

/** Throws `permission_denied` when the principal or group is an owner and the actor may not change who the owners are. */
export async function requireOwnerForOwner(
  context: Context,
  { roles }: Pick<Ports, 'roles'>,
  { id, organizationId }: Pick<Principal, 'id' | 'organizationId'>,
): Promise<void> {
  const held = await roles.listHeld(id)
  if (held.some(({ role }) => role === 'owner')) authorize(context, permissionToGive('owner'), { organizationId })
}

function resourceOf({ organizationId, projectId, bucketName, groupId }: HeldRole): Resource {
  if (groupId !== undefined) return { organizationId, groupId }
  if (projectId === undefined) return { organizationId }
  const location = { organizationId, projectId }
  return bucketName === undefined ? location : { location, bucketName }
}
