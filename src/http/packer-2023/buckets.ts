import type { BucketOrderField } from '../../domain/bucket/bucket-store.ts'
import { createBucket } from '../../domain/bucket/create-bucket.ts'
import { deleteBucket } from '../../domain/bucket/delete-bucket.ts'
import { type BucketOverview, getBucket, listBuckets } from '../../domain/bucket/get-bucket.ts'
import { type BucketChanges, updateBucket } from '../../domain/bucket/update-bucket.ts'
import type { Location } from '../../domain/location.ts'
import { locationOf } from '../handler.ts'
import { locationOut } from '../location-out.ts'
import { pageRequest, paginationOut, type Paging } from '../paging.ts'
import type { HandlersOf, In, Out } from './messages.ts'
import { versionOut } from './versions.ts'

export function bucketOut({ bucket, latestVersion }: BucketOverview, location: Location): Out<'Bucket'> {
  return {
    id: bucket.id,
    name: bucket.name,
    description: bucket.description,
    labels: bucket.labels,
    location: locationOut(location),
    resource_name: `packer/project/${bucket.projectId}/bucket/${bucket.name}`,
    platforms: platformsOf(latestVersion),
    latest_version: latestVersion && versionOut(latestVersion),
    version_count: String(bucket.versionCount),
    parents: null,
    children: null,
    created_at: bucket.createdAt,
    updated_at: bucket.updatedAt,
  }
}

const platformsOf = (version: BucketOverview['latestVersion']): readonly string[] =>
  [...new Set(version?.builds.map(({ platform }) => platform))].filter((platform) => platform !== '').sort()

// Packer sends the description and labels it wants, but cannot send an empty one: what is absent stays.
const changes = (body: In<'UpdateBucketBody'>): BucketChanges => ({
  ...(body.description === undefined ? {} : { description: body.description }),
  ...(body.labels === undefined ? {} : { labels: body.labels }),
})

const byName: Paging<BucketOrderField> = {
  fields: { name: 'name', created_at: 'createdAt', updated_at: 'updatedAt' },
  order: [{ field: 'name', descending: false }],
}

export const bucketHandlers = {
  async PackerService_CreateBucket({ params, body }, context) {
    const location = locationOf(params)
    const { name = '', description = '', labels = {} } = body
    const bucket = await createBucket(context, { location, name, description, labels })
    return { bucket: bucketOut({ bucket, latestVersion: null }, location) }
  },
  async PackerService_GetBucket({ params }, context) {
    const location = locationOf(params)
    return { bucket: bucketOut(await getBucket(context, { location, name: params.bucket_name }), location) }
  },
  async PackerService_ListBuckets({ params, query }, context) {
    const location = locationOf(params)
    const page = pageRequest(query, byName)
    const found = await listBuckets(context, { location, page })
    return { buckets: found.items.map((item) => bucketOut(item, location)), pagination: paginationOut(page, found) }
  },
  async PackerService_UpdateBucket({ params, body }, context) {
    const location = locationOf(params)
    const update = { location, name: params.bucket_name, changes: changes(body) }
    return { bucket: bucketOut(await updateBucket(context, update), location) }
  },
  async PackerService_DeleteBucket({ params }, context) {
    await deleteBucket(context, { location: locationOf(params), name: params.bucket_name })
    return {}
  },
} satisfies HandlersOf<'CreateBucket' | 'GetBucket' | 'ListBuckets' | 'UpdateBucket' | 'DeleteBucket'>
