import type { BucketOrderField } from '../../../domain/catalog/bucket/bucket-store.ts'
import { createBucket } from '../../../domain/catalog/bucket/create-bucket.ts'
import { deleteBucket } from '../../../domain/catalog/bucket/delete-bucket.ts'
import { type BucketOverview, getBucket, newOverview } from '../../../domain/catalog/bucket/get-bucket.ts'
import { listBuckets } from '../../../domain/catalog/bucket/list-buckets.ts'
import { updateBucket } from '../../../domain/catalog/bucket/update-bucket.ts'
import { listEnforcedBlocks } from '../../../domain/registry/list-enforced-blocks.ts'
import { streamOut } from '../../wire/json-stream.ts'
import { pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { locationOut, type View, viewOf } from '../../wire/view.ts'
import { ancestryStatusOut } from '../ancestry.ts'
import { bucketChanges, platformsOf } from '../bucket.ts'
import { childrenHref, parentsHref } from './addresses.ts'
import { bucketRef } from './builds.ts'
import type { HandlersOf, Out } from './messages.ts'
import { versionOut } from './versions.ts'

export function bucketOut({ bucket, latestVersion, parents, children }: BucketOverview, view: View): Out<'Bucket'> {
  return {
    id: bucket.id,
    name: bucket.name,
    description: bucket.description,
    labels: bucket.labels,
    location: locationOut(view.location),
    resource_name: `packer/project/${bucket.projectId}/bucket/${bucket.name}`,
    platforms: platformsOf(latestVersion),
    latest_version: latestVersion && versionOut(latestVersion, view),
    version_count: String(bucket.versionCount),
    parents: parents && { href: parentsHref(view, bucket.name), status: ancestryStatusOut[parents] },
    children: children && { href: childrenHref(view, bucket.name), status: ancestryStatusOut[children] },
    created_at: bucket.createdAt,
    updated_at: bucket.updatedAt,
  }
}

const byName: Paging<BucketOrderField> = {
  fields: { name: 'name', created_at: 'createdAt', updated_at: 'updatedAt' },
  order: [{ field: 'name', descending: false }],
}

export const bucketHandlers = {
  async PackerService_CreateBucket({ params, body }, context) {
    const view = viewOf(params, context)
    const { name = '', description = '', labels = {} } = body
    const bucket = await createBucket(context, { location: view.location, name, description, labels })
    return { bucket: bucketOut(newOverview(bucket), view) }
  },
  async PackerService_GetBucket({ params }, context) {
    const view = viewOf(params, context)
    return { bucket: bucketOut(await getBucket(context, bucketRef(params)), view) }
  },
  async PackerService_ListBuckets({ params, query }, context) {
    const view = viewOf(params, context)
    const page = pageRequest(query, byName)
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
  async PackerService_GetEnforcedBlocksByBucket({ params }, context) {
    return { enforced_block_detail: await listEnforcedBlocks(context, bucketRef(params)) }
  },
} satisfies HandlersOf<
  'CreateBucket' | 'GetBucket' | 'ListBuckets' | 'UpdateBucket' | 'DeleteBucket' | 'GetEnforcedBlocksByBucket'
>
