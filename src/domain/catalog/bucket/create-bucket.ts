import { authorize } from '../../authorize.ts'
import { changeRegistry } from '../../change.ts'
import type { Context } from '../../context.ts'
import { alreadyExists } from '../../errors.ts'
import type { Location } from '../../location.ts'
import { REGISTRY_NAME } from '../../principal/principal.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { LATEST } from '../channel/channel.ts'
import { type Bucket, type Labels, requireBucketLabels, requireDescription, requireName } from './bucket.ts'

export interface NewBucket {
  readonly location: Location
  readonly name: string
  readonly description: string
  readonly labels: Labels
}

/** Creates a bucket and its managed channel `latest`. `already_exists` makes Packer update the bucket instead. */
export async function createBucket(
  context: Context,
  { location, name, description, labels }: NewBucket,
): Promise<Bucket> {
  authorize(context, 'bucket.create', location)
  requireName('name', name)
  requireDescription(description)
  requireBucketLabels(labels)
  return changeRegistry(context, 'bucket.create', 'shared', location, async (change) => {
    const { tx, now } = change
    const stamps = { createdAt: now, updatedAt: now }
    const { projectId } = location
    const bucket = {
      id: change.newId(),
      projectId,
      name,
      description,
      labels,
      versionCount: 0,
      lastSequence: 0,
      ...stamps,
    }
    const latest = {
      id: change.newId(),
      bucketId: bucket.id,
      bucketName: name,
      name: LATEST,
      authorId: REGISTRY_NAME,
      managed: true,
      // HCP's default: only callers that may build or publish see this channel, because nobody may have promoted its version yet.
      restricted: true,
      version: null,
      ...stamps,
    }
    if (!(await tx.buckets.insert(bucket))) throw alreadyExists('bucket', name)
    await tx.channels.insert(latest)
    recordEvent(change, { kind: 'bucket.created', bucket, payload: { description, labels } })
    if (Object.keys(labels).length > 0)
      recordEvent(change, { kind: 'bucket.labels-added', bucket, payload: { newLabels: labels } })
    return bucket
  })
}
