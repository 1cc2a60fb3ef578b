// How whatever is changed is changed: somebody may do so, in one transaction, at one moment, and holds what it looks at.
// What a use case does in its transaction is given that moment and no clock, so that no two of its steps can be told
// different times: by a clock that was set back meanwhile, say. What is only looked at below a bucket begins here as well.
import { authorize, type Permission } from './authorize.ts'
import type { Bucket } from './catalog/bucket/bucket.ts'
import type { Change, Context } from './context.ts'
import { fail, failedPrecondition, notFound } from './errors.ts'
import { type BucketRef, type Home, type Location, type Resource, resourceOf } from './location.ts'
import { writeEvents } from './record/event/record-event.ts'
import type { Hold } from './registry/registry-store.ts'
import type { Ports } from './store.ts'

/** What a deactivated registry refuses: it takes nothing new, and says of nothing which one to deploy (HCP: manage-registry). */
const WHILE_ACTIVE: readonly Permission[] = [
  'bucket.create',
  'version.create',
  'build.create',
  'channel.create',
  'channel.update',
  'channel.assign',
  'run-task.get',
  'run-task.update',
  'registry.import',
]

/** Runs `work` in a transaction, at one moment; should the database ask for a repeat, that is a later one. */
export const makeChange = <Result, Where extends Home>(
  { actor, asked, store, clock, newId }: Context,
  location: Where,
  work: (change: Change<Where>) => Promise<Result>,
): Promise<Result> =>
  store.transaction(async (tx) => {
    const change = { actor, asked, newId, tx, location, now: clock.now(), events: [] }
    const result = await work(change)
    await writeEvents(change)
    return result
  })

/**
 * A change of who there is and who may do what, by who has the permission on the resource. No two of one organization are made
 * at the same time, so that each sees all that the others have done. `not_found` when there is no such organization.
 */
export async function changeOrganization<Result, Where extends Home>(
  context: Context,
  permission: Permission,
  { resource, location }: { readonly resource: Resource; readonly location: Where },
  work: (change: Change<Where>) => Promise<Result>,
): Promise<Result> {
  authorize(context, permission, resource)
  return makeChange(context, location, async (change) => {
    await holdOrganization(change)
    return work(change)
  })
}

/** So that no two changes of who there is, and no sign-in beside them, happen at the same time; `not_found` when there is none. */
export async function holdOrganization({ tx, location: { organizationId } }: Change<Home>): Promise<void> {
  if (!(await tx.organizations.lock(organizationId))) throw notFound('organization', organizationId)
}

/** The same of what belongs to the project, or to the organization itself, by who has the permission there. */
export const changeHome = <Result, Where extends Home>(
  context: Context,
  permission: Permission,
  home: Where,
  work: (change: Change<Where>) => Promise<Result>,
): Promise<Result> => changeOrganization(context, permission, { resource: resourceOf(home), location: home }, work)

/** A change of a registry, held meanwhile as `RegistryStore.lock` says, by who has the permission. */
export async function changeRegistry<Result>(
  context: Context,
  permission: Permission,
  hold: Hold,
  location: Location,
  work: (change: Change) => Promise<Result>,
): Promise<Result> {
  authorize(context, permission, location)
  return makeChange(context, location, async (change) => {
    await holdRegistry(change, permission, hold)
    return work(change)
  })
}

/** The same below a bucket: `work` is given the bucket, locked as `BucketStore.lock` says. `not_found` when there is none. */
export async function changeBucket<Result>(
  context: Context,
  permission: Permission,
  hold: Hold,
  { location, bucketName }: BucketRef,
  work: (change: Change, bucket: Bucket) => Promise<Result>,
): Promise<Result> {
  authorize(context, permission, { location, bucketName })
  return makeChange(context, location, async (change) => {
    // The registry comes first always, so that no two changes wait for each other.
    await holdRegistry(change, permission, hold)
    const bucket = await change.tx.buckets.lock(location.projectId, bucketName)
    return work(change, bucket ?? fail(notFound('bucket', bucketName)))
  })
}

async function holdRegistry({ tx, location }: Change, permission: Permission, hold: Hold): Promise<void> {
  await tx.registries.lock(location.projectId, hold)
  if (WHILE_ACTIVE.includes(permission)) await requireActivated(tx, location)
}

/** What the registry changes by itself in a project. Nobody is asked; `not_found` when there is no such project. */
export const tendRegistry = async <Result>(
  context: Context,
  projectId: string,
  hold: Hold,
  work: (change: Change) => Promise<Result>,
): Promise<Result> => {
  const project = await context.store.organizations.findProject(projectId)
  const { organizationId } = project ?? fail(notFound('project', projectId))
  return makeChange(context, { organizationId, projectId }, async (change) => {
    await change.tx.registries.lock(projectId, hold)
    return work(change)
  })
}

/** The same below a bucket; undefined when that has gone meanwhile. */
export const tendBucket = <Result>(
  context: Context,
  { projectId, bucketName }: { readonly projectId: string; readonly bucketName: string },
  work: (change: Change, bucket: Bucket) => Promise<Result>,
): Promise<Result | undefined> =>
  tendRegistry(context, projectId, 'shared', async (change) => {
    const bucket = await change.tx.buckets.lock(projectId, bucketName)
    return bucket && work(change, bucket)
  })

/** The bucket, for who has the permission: what looking at anything below one begins with. */
export async function viewBucket(context: Context, permission: Permission, ref: BucketRef): Promise<Bucket> {
  authorize(context, permission, ref)
  return findBucket(context.store, ref)
}

/** `not_found` when there is none. */
export const findBucket = async ({ buckets }: Ports, { location, bucketName }: BucketRef): Promise<Bucket> =>
  (await buckets.find(location.projectId, bucketName)) ?? fail(notFound('bucket', bucketName))

/** A deactivated registry neither takes new images nor says which one to deploy (HCP: manage-registry). */
export async function requireActivated({ registries }: Ports, { projectId }: Location): Promise<void> {
  const registry = await registries.find(projectId)
  if (!registry)
    throw failedPrecondition(`project ${projectId} has no registry: create one before you use its buckets and channels`)
  if (!registry.activated)
    throw failedPrecondition(`the registry of project ${projectId} is deactivated: activate it to use it again`)
}
