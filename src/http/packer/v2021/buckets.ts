import type { BucketOrderField } from '../../../domain/catalog/bucket/bucket-store.ts'
import { createBucket } from '../../../domain/catalog/bucket/create-bucket.ts'
import { deleteBucket } from '../../../domain/catalog/bucket/delete-bucket.ts'
import { type BucketOverview, getBucket, newOverview } from '../../../domain/catalog/bucket/get-bucket.ts'
import { listBuckets } from '../../../domain/catalog/bucket/list-buckets.ts'
import { updateBucket } from '../../../domain/catalog/bucket/update-bucket.ts'
import { streamOut } from '../../wire/json-stream.ts'
import { pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { locationOut, type View, viewOf } from '../../wire/view.ts'
import { ancestryStatusOut } from '../ancestry.ts'
import { bucketChanges, platformsOf } from '../bucket.ts'
import { childrenHref, parentsHref } from './addresses.ts'
import { buildOut } from './builds.ts'
import { bucketRef } from './iteration-ref.ts'
import { incrementalVersion, iterationSummaryOut } from './iterations.ts'
import type { HandlersOf, Out } from './messages.ts'

export function bucketOut(overview: BucketOverview, view: View): Out<'Bucket'> {
  const { bucket, latestVersion, newestVersion, parents, children } = overview
  return {
    id: bucket.id,
    slug: bucket.name,
    description: bucket.description,
    labels: bucket.labels,
    location: locationOut(view.location),
    platforms: platformsOf(latestVersion),
    iteration_count: String(bucket.versionCount),
    // Clients of SDKs 0.18 and 0.19 dereference it whenever the bucket has an iteration.
    latest_iteration: newestVersion && {
      ...iterationSummaryOut(newestVersion, view),
      builds: newestVersion.builds.map(buildOut),
    },
    latest_version: newestVersion ? incrementalVersion(newestVersion) : 0,
    parents: parents && { href: parentsHref(view, bucket.name), status: ancestryStatusOut[parents] },
    children: children && { href: childrenHref(view, bucket.name), status: ancestryStatusOut[children] },
    created_at: bucket.createdAt,
    updated_at: bucket.updatedAt,
  }
}

const bySlug: Paging<BucketOrderField> = {
  fields: { slug: 'name', created_at: 'createdAt', updated_at: 'updatedAt' },
  order: [{ field: 'name', descending: false }],
}

export const bucketHandlers = {
  async PackerService_CreateBucket({ params, body }, context) {
    const view = viewOf(params, context)
    const { bucket_slug: name = '', description = '', labels = {} } = body
    const bucket = await createBucket(context, { location: view.location, name, description, labels })
    return { bucket: bucketOut(newOverview(bucket), view) }
  },
  async PackerService_GetBucket({ params }, context) {
    const view = viewOf(params, context)
    return { bucket: bucketOut(await getBucket(context, bucketRef(params)), view) }
  },
  async PackerService_ListBuckets({ params, query }, context) {
    const view = viewOf(params, context)
    const page = pageRequest(query, bySlug)
    const found = await listBuckets(context, { location: view.location, page })
    return { buckets: streamOut(found.items, (item) => bucketOut(item, view)), pagination: paginationOut(page, found) }
  },
  async PackerService_UpdateBucket({ params, body }, context) {
    const view = viewOf(params, context)
    const update = { ...bucketRef(params), changes: bucketChanges(body) }
    return { bucket: bucketOut(await updateBucket(context, update), view) }
  },
  async PackerService_DeleteBucket({ params }, context) {
    await deleteBucket(context, bucketRef(params))
    return {}
  },
} satisfies HandlersOf<'CreateBucket' | 'GetBucket' | 'ListBuckets' | 'UpdateBucket' | 'DeleteBucket'>
