import { isDeepStrictEqual } from 'node:util'
import { REGISTRY_NAME } from '../../principal/principal.ts'
import { requireLength } from '../../require-length.ts'
import { type Bucket, requireBucketLabels, requireDescription, requireName } from '../bucket/bucket.ts'
import { LATEST } from '../channel/channel.ts'
import { type BucketRecord, imported, type Imported } from './import-record.ts'
import { idOf, type Importing, requirePast } from './importing.ts'

/** Creates a bucket with its managed channel, or updates one that was changed later in the source. */
export async function importBucket(importing: Importing, record: BucketRecord): Promise<Imported> {
  const { bucketName: name, description, labels, createdAt, updatedAt } = record
  requireName('bucket_name', name)
  requireDescription(description)
  requireBucketLabels(labels)
  requirePast(importing, { created_at: createdAt, updated_at: updatedAt })
  const { tx, location } = importing.change
  const before = await tx.buckets.lock(location.projectId, name)
  if (before === undefined) return makeBucket(importing, record)
  importing.buckets.set(name, before)
  const isSame = before.description === description && isDeepStrictEqual(before.labels, labels)
  if (before.updatedAt >= updatedAt)
    return isSame ? imported('unchanged') : imported('kept', `bucket "${name}" was changed here at ${before.updatedAt}`)
  const after = { ...before, description, labels, updatedAt }
  await tx.buckets.update(after)
  importing.buckets.set(name, after)
  return imported('updated')
}

async function makeBucket(importing: Importing, record: BucketRecord): Promise<Imported> {
  const { bucketName: name, description, labels, createdAt, updatedAt, latest } = record
  const { tx, location } = importing.change
  const bucket: Bucket = {
    id: await idOf(importing, 'bucket', record.id),
    projectId: location.projectId,
    name,
    description,
    labels,
    versionCount: 0,
    lastSequence: 0,
    createdAt,
    updatedAt,
  }
  requireLength('latest.author_id', latest?.authorId ?? '', AUTHOR_BYTES)
  await tx.buckets.insert(bucket)
  await tx.channels.insert({
    id: await idOf(importing, 'channel', latest?.id ?? ''),
    bucketId: bucket.id,
    bucketName: name,
    name: LATEST,
    authorId: latest?.authorId || REGISTRY_NAME,
    managed: true,
    restricted: latest?.restricted ?? true,
    version: null,
    createdAt: latest?.createdAt ?? createdAt,
    updatedAt: latest?.createdAt ?? createdAt,
  })
  importing.buckets.set(name, bucket)
  return imported('created')
}

/** The most bytes of an author's name. */
export const AUTHOR_BYTES = 255
