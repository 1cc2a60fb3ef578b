// How whatever is changed is changed: somebody may do so, in one transaction, at one moment, and holds what it looks at.
// What a use case does in its transaction is given that moment and no clock, so that no two of its steps can be told
// different times: by a clock that was set back meanwhile, say.
import { authorize, type Permission } from './authorize.ts'
import type { Bucket } from './catalog/bucket/bucket.ts'
import type { Instant } from './clock.ts'
import type { Context } from './context.ts'
import { fail, notFound } from './errors.ts'
import type { Location } from './location.ts'
import type { Event } from './record/event/event.ts'
import { writeEvents } from './record/event/record-event.ts'
import type { Hold } from './registry/registry-store.ts'
import { requireActivated } from './registry/require-activated.ts'
import type { Ports } from './store.ts'

/** Who changes something, and when. */
export interface Change extends Pick<Context, 'actor' | 'newId'> {
  readonly now: Instant
  /** What has happened in it and is not written yet. */
  readonly events: Event[]
}

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
]

/** Runs `work` in a transaction, at one moment; should the database ask for a repeat, that is a later one. */
export const makeChange = <Result>(
  { actor, store, clock, newId }: Context,
  work: (tx: Ports, change: Change) => Promise<Result>,
): Promise<Result> =>
  store.transaction(async (tx) => {
    const change = { actor, newId, now: clock.now(), events: [] }
    const result = await work(tx, change)
    await writeEvents(change, tx)
    return result
  })

/** A change of a registry, held meanwhile as `RegistryStore.lock` says, by who has the permission. */
export async function changeRegistry<Result>(
  context: Context,
  permission: Permission,
  hold: Hold,
  location: Location,
  work: (tx: Ports, change: Change) => Promise<Result>,
): Promise<Result> {
  authorize(context, permission, location)
  return makeChange(context, async (tx, change) => {
    await holdRegistry(tx, permission, hold, location)
    return work(tx, change)
  })
}

/** The same below a bucket: `work` is given the bucket, locked as `BucketStore.lock` says. `not_found` when there is none. */
export async function changeBucket<Result>(
  context: Context,
  permission: Permission,
  hold: Hold,
  { location, bucketName }: { readonly location: Location; readonly bucketName: string },
  work: (tx: Ports, change: Change, bucket: Bucket) => Promise<Result>,
): Promise<Result> {
  authorize(context, permission, { ...location, bucketName })
  return makeChange(context, async (tx, change) => {
    // The registry comes first always, so that no two changes wait for each other.
    await holdRegistry(tx, permission, hold, location)
    const bucket = (await tx.buckets.lock(location.projectId, bucketName)) ?? fail(notFound('bucket', bucketName))
    return work(tx, change, bucket)
  })
}

async function holdRegistry(tx: Ports, permission: Permission, hold: Hold, location: Location): Promise<void> {
  await tx.registries.lock(location.projectId, hold)
  if (WHILE_ACTIVE.includes(permission)) await requireActivated(tx, location)
}

/** What the registry changes below a bucket by itself. Nobody is asked; undefined when the bucket has gone meanwhile. */
export const tendBucket = <Result>(
  context: Context,
  { projectId }: Location,
  bucketName: string,
  work: (tx: Ports, change: Change, bucket: Bucket) => Promise<Result>,
): Promise<Result | undefined> =>
  makeChange(context, async (tx, change) => {
    await tx.registries.lock(projectId, 'shared')
    const bucket = await tx.buckets.lock(projectId, bucketName)
    return bucket && work(tx, change, bucket)
  })
