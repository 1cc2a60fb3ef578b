import { createHash } from 'node:crypto'
import { authorize, isAllowed, type Permission } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { DomainError, fail, notFound } from '../../errors.ts'
import type { BucketRef, Home, Location, Resource } from '../../location.ts'
import { getOrganization, getProject } from '../../organization/get-organization.ts'
import { locationOf } from '../../organization/organization.ts'
import type { Ports } from '../../store.ts'
import { requireGroup } from '../group/group.ts'
import type { Principal, PrincipalKind } from '../principal.ts'
import type { BoundResource, Role, RoleBinding } from './role.ts'

/** Something that has a policy, identified by its names. */
export type NamedTarget =
  | { readonly type: 'organization'; readonly organizationId: string }
  | { readonly type: 'project'; readonly projectId: string }
  | { readonly type: 'bucket'; readonly projectId: string; readonly bucketName: string }
  | { readonly type: 'group'; readonly organizationId: string; readonly name: string }

/** A target as requests identify it: by its names, or by its id alone, whatever its type. */
export type PolicyTarget = NamedTarget | { readonly type: 'id'; readonly id: string }

export interface PolicyMember {
  readonly id: string
  readonly kind: PrincipalKind
}

/** Who holds which role on something itself, without the roles held on what contains it. */
export interface Policy {
  readonly bindings: readonly { readonly role: Role; readonly members: readonly PolicyMember[] }[]
  /** Depends only on the resource and its bindings: it changes when they change. */
  readonly etag: string
}

/** The target of a policy, once it is found. */
export interface FoundTarget {
  readonly bound: BoundResource
  readonly resource: Resource
  readonly home: Home
  /** Present only for a bucket. */
  readonly bucket?: { readonly id: string; readonly name: string }
  readonly label: string
  /** Its name in events, if that is not its label. */
  readonly told?: string
}

/**
 * The target, after checking the permission on it (`permission_denied`). Throws `not_found` when it does not exist or the actor may not see
 * it; for a hidden bucket that was given by its name, `permission_denied`.
 */
export async function viewTarget(context: Context, permission: Permission, target: PolicyTarget): Promise<FoundTarget> {
  const found = await lookFor(context, target)
  authorize(context, permission, found.resource)
  return found
}

/** The target, for every actor that may see it. */
export async function lookFor(context: Context, target: PolicyTarget): Promise<FoundTarget> {
  switch (target.type) {
    case 'id':
      try {
        return await lookFor(context, await targetOf(context, target.id))
      } catch (error) {
        // An actor that may not see the target learns neither its type nor its name.
        throw isOutOfSight(error) ? notFound('resource', target.id) : error
      }
    case 'organization': {
      const { organizationId } = target
      const { name } = await getOrganization(context, organizationId)
      return {
        bound: { type: 'organization', id: organizationId },
        resource: { organizationId },
        home: { organizationId, projectId: null },
        label: `organization ${organizationId}`,
        told: `organization ${name}`,
      }
    }
    case 'project': {
      const project = await getProject(context, target.projectId)
      const location = locationOf(project)
      const { projectId } = location
      return {
        bound: { type: 'project', id: projectId },
        resource: location,
        home: location,
        label: `project ${projectId}`,
        told: `project ${project.name}`,
      }
    }
    case 'bucket': {
      const location = locationOf(await getProject(context, target.projectId))
      return lookForBucket(context, { location, bucketName: target.bucketName })
    }
    case 'group': {
      const { organizationId } = target
      await getOrganization(context, organizationId)
      const group = await requireGroup(context.store, target)
      const resource = { organizationId, groupId: group.id }
      if (!isAllowed(context, 'group.get', resource)) throw notFound('group', target.name)
      return {
        bound: { type: 'group', id: group.id },
        resource,
        home: { organizationId, projectId: null },
        label: `group "${group.displayName}"`,
      }
    }
  }
}

const isOutOfSight = (error: unknown) =>
  error instanceof DomainError && (error.code === 'not_found' || error.code === 'permission_denied')

async function targetOf({ store }: Context, id: string): Promise<NamedTarget> {
  if (await store.organizations.findProject(id)) return { type: 'project', projectId: id }
  const principal = await store.principals.find(id)
  if (principal?.kind === 'group')
    return { type: 'group', organizationId: principal.organizationId, name: principal.name }
  const [bucket] = await store.buckets.findMany([id])
  if (bucket) return { type: 'bucket', projectId: bucket.projectId, bucketName: bucket.name }
  return { type: 'organization', organizationId: id }
}

async function lookForBucket(context: Context, ref: BucketRef & { readonly location: Location }): Promise<FoundTarget> {
  authorize(context, 'bucket.get', ref)
  const { location, bucketName } = ref
  const bucket =
    (await context.store.buckets.find(location.projectId, bucketName)) ?? fail(notFound('bucket', bucketName))
  return {
    bound: { type: 'bucket', id: bucket.id },
    resource: ref,
    home: location,
    bucket: { id: bucket.id, name: bucket.name },
    label: `bucket "${bucketName}"`,
  }
}

/** Throws `not_found` when the target was deleted before the change got its lock. Locks a bucket, so that it stays. */
export async function requireStill(tx: Ports, { bound: { type, id }, home, bucket }: FoundTarget): Promise<void> {
  if (type === 'project' && !(await tx.organizations.findProject(id))) throw notFound('project', id)
  if (type === 'group') await requireGroup(tx, { organizationId: home.organizationId, id })
  if (bucket && (await tx.buckets.lock(home.projectId ?? '', bucket.name))?.id !== id)
    throw notFound('bucket', bucket.name)
}

export const readPolicy = async (ports: Pick<Ports, 'roles' | 'principals'>, bound: BoundResource): Promise<Policy> =>
  policyFor(ports, bound, await ports.roles.list(bound))

/** The policy made of these bindings. */
export async function policyFor(
  { principals }: Pick<Ports, 'principals'>,
  bound: BoundResource,
  bindings: readonly RoleBinding[],
): Promise<Policy> {
  const found = await principals.findMany([...new Set(bindings.map(({ principalId }) => principalId))])
  return policyOf(bound, bindings, found)
}

export function policyOf(
  bound: BoundResource,
  bindings: readonly RoleBinding[],
  principals: readonly Pick<Principal, 'id' | 'kind'>[],
): Policy {
  const kindOf = new Map(principals.map(({ id, kind }) => [id, kind]))
  const byRole = Map.groupBy(bindings, ({ role }) => role)
  return {
    bindings: [...byRole].map(([role, held]) => ({
      role,
      members: held.flatMap(({ principalId: id }) => {
        const kind = kindOf.get(id)
        return kind === undefined ? [] : [{ id, kind }]
      }),
    })),
    etag: etagOf(bound, bindings),
  }
}

/** A hash of the policy's content: a change that was made and undone between a caller's read and its write goes unnoticed. */
function etagOf(bound: BoundResource, bindings: readonly RoleBinding[]): string {
  const lines = bindings.map(({ role, principalId }) => `${role} ${principalId}`).sort()
  return createHash('sha256')
    .update([bound.type, bound.id, ...lines].join('\n'))
    .digest('base64url')
    .slice(0, 22)
}
