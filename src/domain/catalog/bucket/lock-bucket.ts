import { fail, notFound } from '../../errors.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { Bucket } from './bucket.ts'

/**
 * The first step of every change below a bucket: see the promises of `BucketStore.lock` and `RegistryStore.lock`. The
 * registry comes first always, so that no two changes wait for each other.
 */
export async function lockBucket(tx: Ports, location: Location, name: string): Promise<Bucket> {
  return (await findAndLockBucket(tx, location, name)) ?? fail(notFound('bucket', name))
}

/** The same for one that may have gone meanwhile. */
export async function findAndLockBucket(tx: Ports, { projectId }: Location, name: string): Promise<Bucket | undefined> {
  await tx.registries.lock(projectId, 'shared')
  return tx.buckets.lock(projectId, name)
}
