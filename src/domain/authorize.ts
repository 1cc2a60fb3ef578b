// Decides permissions, in one place. Every use case checks here first, so that both API versions, the command line and jobs
// follow the same rules. A role applies to its resource and everything below: an organization, its projects, their buckets.
import type { Context } from './context.ts'
import { permissionDenied } from './errors.ts'
import { ANY_PROJECT, deniedOf, type Location, placeOf, describeResource, type Resource } from './location.ts'
import type { Actor } from './principal/principal.ts'
import type { HeldRole, Role } from './principal/role/role.ts'

const viewer = [
  'organization.get',
  'project.get',
  'registry.get',
  'bucket.get',
  'version.get',
  'build.get',
  'channel.get',
  'sbom.get',
  'enforced-block.get',
  'operation.get',
] as const
const builder = [
  'bucket.create',
  'bucket.update',
  'version.create',
  'version.update',
  'version.complete',
  'build.create',
  'build.update',
  'channel.get-restricted',
  'sbom.upload',
] as const
const publisher = [
  'version.update',
  'version.revoke',
  'version.restore',
  'channel.get-restricted',
  'channel.assign',
] as const
const contributor = [
  ...viewer,
  'registry.create',
  'registry.update',
  'registry.delete',
  ...builder,
  'bucket.delete',
  'version.revoke',
  'version.restore',
  'version.delete',
  'build.delete',
  'channel.create',
  'channel.update',
  'channel.assign',
  'channel.delete',
  'run-task.get',
  'run-task.update',
] as const
const groupManager = ['group.get', 'group.update'] as const
const admin = [
  ...contributor,
  'organization.update',
  'project.create',
  'project.update',
  'project.delete',
  'registry.delete-active',
  'registry.import',
  'policy.get',
  'policy.set',
  'service-principal.get',
  'service-principal.create',
  'service-principal.delete',
  'service-principal-key.list',
  'service-principal-key.create',
  'service-principal-key.delete',
  'workload-identity-provider.get',
  'workload-identity-provider.create',
  'workload-identity-provider.update',
  'workload-identity-provider.delete',
  ...(['webhook.get', 'webhook.create', 'webhook.update', 'webhook.delete'] as const),
  ...(['stream.get', 'stream.create', 'stream.update', 'stream.delete'] as const),
  ...groupManager,
  'group.create',
  'group.delete',
  ...(['user.get', 'user.invite', 'user.disable', 'audit.list'] as const),
] as const
const owner = [...admin, 'owner.set', 'audit.list-organization'] as const

export type Permission = (typeof owner)[number]

/** What each role permits, the least role first. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  viewer,
  'packer.builder': [...viewer, ...builder],
  'packer.publisher': [...viewer, ...publisher],
  contributor,
  admin,
  owner,
  'iam.group-manager': groupManager,
}
const sets = new Map(
  Object.entries(permissionsOf).map(([role, permissions]) => [role as Role, new Set<Permission>(permissions)]),
)
/** The general roles, the least first. A refusal names the first one that suffices. */
const ladder: readonly Role[] = ['viewer', 'contributor', 'admin', 'owner']
/** The roles that permit part of what a contributor may do. */
const narrow: readonly Role[] = ['packer.builder', 'packer.publisher']

/** What a role on a project or bucket also permits on what contains it: Packer reads these before it gets to its bucket. */
const seenFromBelow: readonly Permission[] = ['organization.get', 'project.get', 'registry.get', 'operation.get']

/** Whether the actor holds the permission on the resource. */
export const isAllowed = (context: Pick<Context, 'actor'>, permission: Permission, resource: Resource): boolean =>
  isAllowedAny(context, [permission], resource)

/**
 * Throws `permission_denied` when the actor lacks the permission. A project that does not exist gives the same message as one
 * that the actor may not see, so that a response reveals nothing about other projects.
 */
export function authorize(context: Context, permission: Permission, resource: Resource): void {
  if (!isAllowed(context, permission, resource)) refuse(context, permission, resource)
}

/** The permissions that a viewer lacks. Most of them change what a registry has, or who may use it. */
const changes = owner.filter((permission) => !(viewer as readonly Permission[]).includes(permission))

/**
 * Throws `permission_denied` when the actor may change nothing in the resource or below it. Checked before the request's change
 * is known in detail. `permission` only decides which roles the message names.
 */
export function authorizeSomeChange(context: Context, resource: Resource, permission?: Permission): void {
  const enough = permission === undefined ? ([...narrow, 'contributor'] as const) : enoughFor([permission])
  if (!isAllowedAny(context, changes, resource) && !isAllowedBelow(context, changes, resource))
    throw denied(context, enough, `${describeResource(resource)}, or in a bucket of it`, ['', resource])
}

/** Throws `permission_denied` when the actor may change nothing anywhere in the organization. */
export function authorizeSomeChangeIn(context: Context, organizationId: string): void {
  const mayChange = (held: HeldRole) => held.organizationId === organizationId && permitsAny(held, changes)
  const resource = { organizationId }
  if (!mayAll(context.actor) && !context.actor.roles.some(mayChange))
    throw denied(context, enoughFor(changes), describeResource(resource), ['', resource])
}

/** Whether the actor holds the permission on the organization or on anything in it. */
export const isAllowedSomewhere = ({ actor }: Context, permission: Permission, organizationId: string): boolean =>
  mayAll(actor) ||
  actor.roles.some((held) => held.organizationId === organizationId && sets.get(held.role)?.has(permission))

/**
 * The names of the project's buckets on which the actor holds the permission, or null for all buckets. Throws
 * `permission_denied` when the actor holds it on none.
 */
export function authorizeBuckets(
  context: Context,
  permission: Permission,
  location: Location,
): readonly string[] | null {
  const names = allowedBuckets(context, permission, location)
  return names?.length === 0 ? refuse(context, permission, location) : names
}

/** Like `authorizeBuckets`, but returns an empty list instead of throwing. */
export function allowedBuckets(
  context: Pick<Context, 'actor'>,
  permission: Permission,
  location: Location,
): readonly string[] | null {
  if (isAllowed(context, permission, location)) return null
  const { organizationId, projectId } = location
  const names = context.actor.roles
    .filter((held) => held.organizationId === organizationId && held.projectId === projectId)
    .filter((held) => permitsAny(held, [permission]))
    .flatMap(({ bucketName }) => bucketName ?? [])
  return [...new Set(names)]
}

const mayAll = ({ type }: Actor) => type === 'registry' || type === 'operator'

function isAllowedAny(context: Pick<Context, 'actor'>, wanted: readonly Permission[], resource: Resource): boolean {
  if (mayAll(context.actor)) return true
  const counts = holdsOn(resource)
  return (
    context.actor.roles.some((held) => counts(held) && permitsAny(held, wanted)) ||
    (wanted.some((permission) => seenFromBelow.includes(permission)) &&
      isAllowedBelow(
        context,
        wanted.filter((permission) => seenFromBelow.includes(permission)),
        resource,
      ))
  )
}

/** Whether a role on something below the resource permits any of `wanted`. */
const isAllowedBelow = (
  { actor }: Pick<Context, 'actor'>,
  wanted: readonly Permission[],
  resource: Resource,
): boolean => {
  const { organizationId, projectId } = placeOf(resource)
  return actor.roles.some(
    (held) =>
      (organizationId === null || held.organizationId === organizationId) &&
      held.projectId !== undefined &&
      (projectId === undefined || (held.projectId === projectId && !('bucketName' in resource))) &&
      permitsAny(held, wanted),
  )
}

const permitsAny = ({ role }: HeldRole, wanted: readonly Permission[]) => {
  const permitted = sets.get(role)
  return wanted.some((permission) => permitted?.has(permission))
}

/** Whether a role applies to the resource: it is held on the resource or on something that contains it. */
function holdsOn(resource: Resource): (held: HeldRole) => boolean {
  const { organizationId, projectId } = placeOf(resource)
  const bucketName = 'bucketName' in resource ? resource.bucketName : null
  const groupId = 'groupId' in resource ? resource.groupId : null
  return (held) => {
    if (organizationId !== null && held.organizationId !== organizationId) return false
    // The name for all projects together is no project itself: nothing exists in it, and nothing can be created in it.
    if (projectId === ANY_PROJECT) return false
    if (held.groupId !== undefined) return held.groupId === groupId
    // Applies even where the request names no organization: the use case finds out which organization owns the project.
    if (held.projectId === undefined) return true
    return held.projectId === projectId && (held.bucketName === undefined || held.bucketName === bucketName)
  }
}

/** The least roles that permit it, the narrowest first, as messages list them. */
export const rolesFor = (permission: Permission): string => listed(enoughFor([permission]))

function enoughFor(wanted: readonly Permission[]): readonly Role[] {
  const permits = (role: Role) => (permission: Permission) => sets.get(role)?.has(permission)
  const least = ladder.find((role) => wanted.some(permits(role))) ?? 'owner'
  return least === 'viewer' ? [least] : [...narrow.filter((role) => wanted.every(permits(role))), least]
}

const listed = (all: readonly Role[]) => all.join(', ').replace(/, (?=[^,]*$)/, ' or ')

function refuse(context: Context, permission: Permission, resource: Resource): never {
  throw denied(context, enoughFor([permission]), describeResource(resource), [permission, resource])
}

const denied = (
  { actor }: Context,
  enough: readonly Role[],
  place: string,
  what: readonly [permission: Permission | '', resource: Resource],
) => permissionDenied(`principal "${actor.name}" needs the ${listed(enough)} role in ${place}`, deniedOf(...what))
