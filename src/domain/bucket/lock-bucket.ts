import { fail, notFound } from '../errors.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import type { Bucket } from './bucket.ts'

/**
 * The first step of every change below a bucket: see the promises of `BucketStore.lock` and `RegistryStore.lock`. The
 * registry comes first always, so that no two changes wait for each other.
 */
export async function lockBucket(tx: Ports, { projectId }: Location, name: string): Promise<Bucket> {
  await tx.registries.lock(projectId, 'shared')
  return (await tx.buckets.lock(projectId, name)) ?? fail(notFound('bucket', name))
}
