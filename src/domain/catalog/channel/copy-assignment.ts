import { changeBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { failedPrecondition } from '../../errors.ts'
import type { BucketRef } from '../../location.ts'
import type { Version } from '../version/version.ts'
import type { Channel } from './channel.ts'
import { findChannel } from './get-channel.ts'
import { pointChannel, requireAssignable, requireUnmanaged } from './point-channel.ts'

export interface AssignmentCopy extends BucketRef {
  readonly source: string
  readonly target: string
}

/** Points one channel at the version of another: a promotion from `staging` to `production`, for example. */
export async function copyAssignment(
  context: Context,
  { source, target, ...ref }: AssignmentCopy,
): Promise<{ readonly source: Channel; readonly target: Channel; readonly version: Version }> {
  return changeBucket(context, 'channel.assign', 'shared', ref, async (change, bucket) => {
    const from = await findChannel(change.tx, { ...ref, name: source })
    const to = await findChannel(change.tx, { ...ref, name: target })
    requireUnmanaged(to)
    const version = await requireAssignable(change, bucket.id, from.version?.fingerprint ?? '')
    if (!version)
      throw failedPrecondition(`channel "${source}" has no version assigned that could be copied to "${target}"`)
    return { source: from, target: await pointChannel(change, { channel: to, version }), version }
  })
}
