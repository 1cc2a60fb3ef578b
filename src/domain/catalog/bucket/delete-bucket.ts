import { changeBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import type { Location } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { promiseJob } from '../../record/job/promise-job.ts'

/** Deletes a bucket with all that hangs on it, however much that is. `not_found` when there is none. */
export async function deleteBucket(
  context: Context,
  ref: { readonly location: Location; readonly bucketName: string },
): Promise<void> {
  const { location } = ref
  return changeBucket(context, 'bucket.delete', 'shared', ref, async (tx, change, bucket) => {
    await tx.buckets.delete(bucket.id, change.now)
    await promiseJob(change, tx, { kind: 'purge-buckets', subject: bucket.id, runAt: change.now })
    const { description, labels } = bucket
    recordEvent(change, {
      location,
      kind: 'bucket.deleted',
      bucket,
      payload: { description, labels },
    })
  })
}
