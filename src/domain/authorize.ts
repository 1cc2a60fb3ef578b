// Permission, decided in one place. Every use case calls this first, so that both API versions, the command line and
// jobs are held to the same rule.
import type { Context } from './context.ts'
import { permissionDenied } from './errors.ts'
import type { Place } from './location.ts'
import type { Role } from './principal/principal.ts'

/** view: read what is not restricted. contribute: all else in a registry. administer: the registry's identities. */
export type Permission = 'view' | 'contribute' | 'administer'

const rank: Record<Role, number> = { viewer: 0, contributor: 1, admin: 2 }
const needed: Record<Permission, Role> = { view: 'viewer', contribute: 'contributor', administer: 'admin' }

/** Whether the actor holds the permission in the project. */
export function isAllowed({ actor }: Context, permission: Permission, { organizationId, projectId }: Place): boolean {
  if (actor.type !== 'service') return true
  const held = actor.roles.find(
    (role) => role.projectId === projectId && (organizationId === null || role.organizationId === organizationId),
  )
  return held !== undefined && rank[held.role] >= rank[needed[permission]]
}

/**
 * Refuses (`permission_denied`) an actor without the permission. A project that does not exist is refused in the same
 * words as one that the actor may not see, so that an answer tells nothing of other projects.
 */
export function authorize(context: Context, permission: Permission, place: Place): void {
  if (isAllowed(context, permission, place)) return
  const { organizationId, projectId } = place
  const project = organizationId === null ? projectId : `${projectId} of organization ${organizationId}`
  throw permissionDenied(`principal "${context.actor.name}" needs the ${needed[permission]} role in project ${project}`)
}
