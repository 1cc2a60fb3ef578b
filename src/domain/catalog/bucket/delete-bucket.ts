import { changeBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import type { BucketRef } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { promiseJob } from '../../record/job/promise-job.ts'

/** Deletes a bucket with everything in it, however much that is. `not_found` when there is no such bucket. */
export async function deleteBucket(context: Context, ref: BucketRef): Promise<void> {
  return changeBucket(context, 'bucket.delete', 'shared', ref, async (change, bucket) => {
    const { tx, now } = change
    await tx.buckets.delete(bucket.id, now)
    await promiseJob(change, { kind: 'purge-buckets', subject: bucket.id, runAt: now })
    const { description, labels } = bucket
    recordEvent(change, { kind: 'bucket.deleted', bucket, payload: { description, labels } })
  })
}
