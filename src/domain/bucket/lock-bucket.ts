import { fail, notFound } from '../errors.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import type { Bucket } from './bucket.ts'

/** The first step of every change below a bucket: see the promise of `BucketStore.lock`. */
export const lockBucket = async (tx: Ports, { projectId }: Location, name: string): Promise<Bucket> =>
  (await tx.buckets.lock(projectId, name)) ?? fail(notFound('bucket', name))
