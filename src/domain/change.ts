// How every change is made: after a permission check, in one transaction, at one moment, with locks on what it reads. The work
// in the transaction gets that moment and no clock, so that no two of its steps can see different times, as they could when the
// clock is set back meanwhile. Reads of what is below a bucket also start here.
import { authorize, type Permission } from './authorize.ts'
import type { Bucket } from './catalog/bucket/bucket.ts'
import type { Change, Context } from './context.ts'
import { fail, failedPrecondition, notFound } from './errors.ts'
import { type BucketRef, type Home, type Location, type Resource, resourceOf } from './location.ts'
import { writeEvents } from './record/event/record-event.ts'
import type { Hold } from './registry/registry-store.ts'
import type { Ports } from './store.ts'

/** What a deactivated registry refuses: it accepts nothing new, and does not say which version to deploy (HCP: manage-registry). */
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

/** Runs `work` in a transaction, at one moment. If the database requires a retry, the retry has a later moment. */
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
 * Makes a change to what an organization owns, such as its principals and their roles, after checking the permission on the
 * resource. Such changes in one organization run one at a time, so that each sees everything that earlier ones did. Throws
 * `not_found` when the organization does not exist.
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

/** Locks the organization, so that `changeOrganization` and sign-ins run one at a time. Throws `not_found` when it does not exist. */
export async function holdOrganization({ tx, location: { organizationId } }: Change<Home>): Promise<void> {
  if (!(await tx.organizations.lock(organizationId))) throw notFound('organization', organizationId)
}

/** `changeOrganization` for what belongs to a project or to the organization itself, where the permission is checked too. */
export const changeHome = <Result, Where extends Home>(
  context: Context,
  permission: Permission,
  home: Where,
  work: (change: Change<Where>) => Promise<Result>,
): Promise<Result> => changeOrganization(context, permission, { resource: resourceOf(home), location: home }, work)

/** Makes a change to a registry after checking the permission. The registry is locked as `RegistryStore.lock` describes. */
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

/** `changeRegistry` below a bucket. `work` gets the bucket, locked as `BucketStore.lock` describes. Throws `not_found`. */
export async function changeBucket<Result>(
  context: Context,
  permission: Permission,
  hold: Hold,
  { location, bucketName }: BucketRef,
  work: (change: Change, bucket: Bucket) => Promise<Result>,
): Promise<Result> {
  authorize(context, permission, { location, bucketName })
  return makeChange(context, location, async (change) => {
    // The registry is always locked before the bucket, so that no two changes deadlock.
    await holdRegistry(change, permission, hold)
    const bucket = await change.tx.buckets.lock(location.projectId, bucketName)
    return work(change, bucket ?? fail(notFound('bucket', bucketName)))
  })
}

async function holdRegistry({ tx, location }: Change, permission: Permission, hold: Hold): Promise<void> {
  await tx.registries.lock(location.projectId, hold)
  if (WHILE_ACTIVE.includes(permission)) await requireActivated(tx, location)
}

/** Makes a change in a project on the registry's own behalf, without a permission check. `not_found` if the project is gone. */
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

/** `tendRegistry` below a bucket. Returns undefined when the bucket was deleted meanwhile. */
export const tendBucket = <Result>(
  context: Context,
  { projectId, bucketName }: { readonly projectId: string; readonly bucketName: string },
  work: (change: Change, bucket: Bucket) => Promise<Result>,
): Promise<Result | undefined> =>
  tendRegistry(context, projectId, 'shared', async (change) => {
    const bucket = await change.tx.buckets.lock(projectId, bucketName)
    return bucket && work(change, bucket)
  })

/** Returns the bucket after checking the permission. Reads of anything below a bucket start with this. */
export async function viewBucket(context: Context, permission: Permission, ref: BucketRef): Promise<Bucket> {
  authorize(context, permission, ref)
  return findBucket(context.store, ref)
}

/** Throws `not_found` when the bucket does not exist. */
export const findBucket = async ({ buckets }: Ports, { location, bucketName }: BucketRef): Promise<Bucket> =>
  (await buckets.find(location.projectId, bucketName)) ?? fail(notFound('bucket', bucketName))

/** A deactivated registry neither accepts new images nor says which one to deploy (HCP: manage-registry). */
export async function requireActivated({ registries }: Ports, { projectId }: Location): Promise<void> {
  const registry = await registries.find(projectId)
  if (!registry)
    throw failedPrecondition(`project ${projectId} has no registry: create one before you use its buckets and channels`)
  if (!registry.activated)
    throw failedPrecondition(`the registry of project ${projectId} is deactivated: activate it to use it again`)
}
