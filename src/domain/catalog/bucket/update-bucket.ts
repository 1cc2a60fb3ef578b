import { isDeepStrictEqual } from 'node:util'
import { authorize } from '../../authorize.ts'
import { changeBucket } from '../../change.ts'
import type { Change } from '../../context.ts'
import { nowAfter } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { BucketRef } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { type Bucket, requireBucketLabels, requireDescription } from './bucket.ts'
import { type BucketOverview, overviewOf } from './get-bucket.ts'

export type BucketChanges = Partial<Pick<Bucket, 'description' | 'labels'>>

export interface BucketUpdate extends BucketRef {
  readonly changes: BucketChanges
}

/** Replaces description and labels where given. Every `packer build` calls this, so it writes only when something differs. */
export async function updateBucket(context: Context, { changes, ...ref }: BucketUpdate): Promise<BucketOverview> {
  authorize(context, 'bucket.update', ref)
  if (changes.description !== undefined) requireDescription(changes.description)
  if (changes.labels !== undefined) requireBucketLabels(changes.labels)
  return changeBucket(context, 'bucket.update', 'shared', ref, async (change, before) => {
    const { tx } = change
    const changed = { ...before, ...changes }
    const bucket = isDeepStrictEqual(before, changed)
      ? before
      : { ...changed, updatedAt: nowAfter(change.now, before.updatedAt) }
    if (bucket !== before) {
      await tx.buckets.update(bucket)
      recordChanges(change, before, bucket)
    }
    return overviewOf(tx, bucket, change.now)
  })
}

function recordChanges(change: Change, before: Bucket, bucket: Bucket): void {
  if (bucket.description !== before.description) {
    const payload = { description: bucket.description, previous: { description: before.description } }
    recordEvent(change, { kind: 'bucket.updated', bucket, payload })
  }
  const isNew = (name: string) => !Object.hasOwn(before.labels, name)
  const labels = Object.entries(bucket.labels)
  const newLabels = Object.fromEntries(labels.filter(([name]) => isNew(name)))
  const updatedLabels = Object.fromEntries(
    labels.filter(([name, value]) => !isNew(name) && before.labels[name] !== value),
  )
  const removedLabels = Object.keys(before.labels).filter((name) => !Object.hasOwn(bucket.labels, name))
  if (Object.keys(newLabels).length > 0)
    recordEvent(change, { kind: 'bucket.labels-added', bucket, payload: { newLabels } })
  if (Object.keys(updatedLabels).length > 0 || removedLabels.length > 0) {
    const names = [...Object.keys(updatedLabels), ...removedLabels]
    const labels = Object.fromEntries(names.map((name) => [name, before.labels[name] ?? '']))
    const payload = { updatedLabels, removedLabels, previous: { labels } }
    recordEvent(change, { kind: 'bucket.labels-updated', bucket, payload })
  }
}
