import { authorize } from '../authorize.ts'
import type { Context } from '../context.ts'
import { fail, notFound } from '../errors.ts'
import type { Location } from '../location.ts'
import type { Page, PageRequest } from '../page.ts'
import type { Version } from '../version/version.ts'
import type { BucketOrderField } from './bucket-store.ts'
import type { Bucket } from './bucket.ts'

/** A bucket as people look at it: with its complete version of the highest number, where there is one. */
export interface BucketOverview {
  readonly bucket: Bucket
  readonly latestVersion: Version | null
}

/** One bucket; `not_found` is what makes Packer create it. */
export async function getBucket(
  context: Context,
  { location, name }: { readonly location: Location; readonly name: string },
): Promise<BucketOverview> {
  authorize(context, 'view', location)
  const { buckets, versions } = context.store
  const bucket = (await buckets.find(location.projectId, name)) ?? fail(notFound('bucket', name))
  const [latestVersion = null] = await versions.findLatest([bucket.id])
  return { bucket, latestVersion }
}

/** The project's buckets. */
export async function listBuckets(
  context: Context,
  { location, page }: { readonly location: Location; readonly page: PageRequest<BucketOrderField> },
): Promise<Page<BucketOverview>> {
  authorize(context, 'view', location)
  const found = await context.store.buckets.list(location.projectId, page)
  const latest = await context.store.versions.findLatest(found.items.map((bucket) => bucket.id))
  const latestByBucket = new Map(latest.map((version) => [version.bucketId, version]))
  const items = found.items.map((bucket) => ({ bucket, latestVersion: latestByBucket.get(bucket.id) ?? null }))
  return { ...found, items }
}
