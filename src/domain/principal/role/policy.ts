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

/** What has a policy, by its names. */
export type NamedTarget =
  | { readonly type: 'organization'; readonly organizationId: string }
  | { readonly type: 'project'; readonly projectId: string }
  | { readonly type: 'bucket'; readonly projectId: string; readonly bucketName: string }
  | { readonly type: 'group'; readonly organizationId: string; readonly name: string }

/** The same as requests name it: also by an id alone, whatever it is of. */
export type PolicyTarget = NamedTarget | { readonly type: 'id'; readonly id: string }

export interface PolicyMember {
  readonly id: string
  readonly kind: PrincipalKind
}

/** Who holds which role on something itself; what is held above it is not told. */
export interface Policy {
  readonly bindings: readonly { readonly role: Role; readonly members: readonly PolicyMember[] }[]
  /** Another one after every change, and the same as long as there is none. */
  readonly etag: string
}

/** What a policy is of, once it is found. */
export interface FoundTarget {
  readonly bound: BoundResource
  readonly resource: Resource
  readonly home: Home
  /** Of a bucket. */
  readonly bucket?: { readonly id: string; readonly name: string }
  readonly label: string
  /** What events call it, where that is not its label. */
  readonly told?: string
}

/** The thing, for who holds the permission on it; `not_found` for what is not there, and for what the actor may not see. */
export async function viewTarget(context: Context, permission: Permission, target: PolicyTarget): Promise<FoundTarget> {
  const found = await lookFor(context, target)
  authorize(context, permission, found.resource)
  return found
}

/** The same for whoever may see it at all. */
export async function lookFor(context: Context, target: PolicyTarget): Promise<FoundTarget> {
  switch (target.type) {
    case 'id':
      try {
        return await lookFor(context, await targetOf(context, target.id))
      } catch (error) {
        // Whoever may not see it learns neither what the id is of nor what that is called.
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

/** Refuses (`not_found`) what has gone while a change of it waited for its turn; a bucket stays from here on. */
export async function requireStill(tx: Ports, { bound: { type, id }, home, bucket }: FoundTarget): Promise<void> {
  if (type === 'project' && !(await tx.organizations.findProject(id))) throw notFound('project', id)
  if (type === 'group') await requireGroup(tx, { organizationId: home.organizationId, id })
  if (bucket && (await tx.buckets.lock(home.projectId ?? '', bucket.name))?.id !== id)
    throw notFound('bucket', bucket.name)
}

export const readPolicy = async (ports: Pick<Ports, 'roles' | 'principals'>, bound: BoundResource): Promise<Policy> =>
  policyFor(ports, bound, await ports.roles.list(bound))

/** The policy that these bindings are. */
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

/** Of what it says: who reads and writes it back meets a change that was made and unmade as one that never was. */
function etagOf(bound: BoundResource, bindings: readonly RoleBinding[]): string {
  const lines = bindings.map(({ role, principalId }) => `${role} ${principalId}`).sort()
  return createHash('sha256')
    .update([bound.type, bound.id, ...lines].join('\n'))
    .digest('base64url')
    .slice(0, 22)
}
