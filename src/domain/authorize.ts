// Permission, decided in one place. Every use case asks first, so that both API versions, the command line and jobs are
// held to the same rule.
import type { Context } from './context.ts'
import { permissionDenied } from './errors.ts'
import type { Resource } from './location.ts'
import type { Role } from './principal/principal.ts'

const viewer = [
  'registry.get',
  'bucket.get',
  'version.get',
  'build.get',
  'channel.get',
  'sbom.get',
  'enforced-block.get',
  'operation.get',
] as const
const contributor = [
  ...viewer,
  'registry.create',
  'registry.update',
  'registry.delete',
  'bucket.create',
  'bucket.update',
  'bucket.delete',
  'version.create',
  'version.update',
  'version.complete',
  'version.revoke',
  'version.restore',
  'version.delete',
  'build.create',
  'build.update',
  'build.delete',
  'channel.get-restricted',
  'channel.create',
  'channel.update',
  'channel.assign',
  'channel.delete',
  'sbom.upload',
  'run-task.get',
  'run-task.update',
] as const
const admin = [
  ...contributor,
  'registry.delete-active',
  'service-principal-key.list',
  'service-principal-key.create',
  'service-principal-key.delete',
] as const

export type Permission = (typeof admin)[number]

/** What each role permits, the least role first. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = { viewer, contributor, admin }
const sets = Object.entries(permissionsOf).map(([role, permissions]) => ({
  role: role as Role,
  permissions: new Set<Permission>(permissions),
}))

/** Whether the actor holds the permission on the resource: by a role in its project. */
export const isAllowed = (context: Context, permission: Permission, resource: Resource): boolean =>
  isAllowedAny(context, [permission], resource)

const placeOf = (resource: Resource) => ('location' in resource ? resource.location : resource)

function isAllowedAny({ actor }: Context, wanted: readonly Permission[], resource: Resource) {
  if (actor.type === 'registry' || actor.type === 'operator') return true
  const { organizationId, projectId } = placeOf(resource)
  const held = actor.roles.find(
    (role) => role.projectId === projectId && (organizationId === null || role.organizationId === organizationId),
  )
  const permitted = sets.find(({ role }) => role === held?.role)?.permissions
  return permitted !== undefined && wanted.some((permission) => permitted.has(permission))
}

/**
 * Refuses (`permission_denied`) an actor without the permission. A project that does not exist is refused in the same
 * words as one that the actor may not see, so that an answer tells nothing of other projects.
 */
export function authorize(context: Context, permission: Permission, resource: Resource): void {
  requireAny(context, [permission], resource)
}

const changes = contributor.filter((permission) => !(viewer as readonly Permission[]).includes(permission))

/** The same for who may change nothing at all there, before it is looked at what is to be changed. */
export function authorizeSomeChange(context: Context, resource: Resource): void {
  requireAny(context, changes, resource)
}

function requireAny(context: Context, wanted: readonly Permission[], resource: Resource): void {
  if (isAllowedAny(context, wanted, resource)) return
  const { organizationId, projectId } = placeOf(resource)
  const least =
    sets.find(({ permissions }) => wanted.some((permission) => permissions.has(permission)))?.role ?? 'admin'
  const place =
    projectId === undefined
      ? `organization ${organizationId}`
      : organizationId === null
        ? `project ${projectId}`
        : `project ${projectId} of organization ${organizationId}`
  throw permissionDenied(`principal "${context.actor.name}" needs the ${least} role in ${place}`)
}
