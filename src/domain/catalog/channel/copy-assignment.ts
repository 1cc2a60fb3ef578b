import { changeBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { failedPrecondition } from '../../errors.ts'
import type { Location } from '../../location.ts'
import type { Version } from '../version/version.ts'
import type { Channel } from './channel.ts'
import { findChannel } from './get-channel.ts'
import { pointChannel } from './point-channel.ts'
import { requireAssignable, requireUnmanaged } from './require-assignable.ts'

export interface AssignmentCopy {
  readonly location: Location
  readonly bucketName: string
  readonly source: string
  readonly target: string
}

/** Points one channel at what another one points at: a promotion from `staging` to `production`, say. */
export async function copyAssignment(
  context: Context,
  ref: AssignmentCopy,
): Promise<{ readonly source: Channel; readonly target: Channel; readonly version: Version }> {
  const { location, bucketName, source, target } = ref
  return changeBucket(context, 'channel.assign', 'shared', ref, async (tx, change, bucket) => {
    const from = await findChannel(tx, { location, bucketName, name: source })
    const to = await findChannel(tx, { location, bucketName, name: target })
    requireUnmanaged(to)
    const version = await requireAssignable(change, tx, bucket.id, from.version?.fingerprint ?? '')
    if (!version)
      throw failedPrecondition(`channel "${source}" has no version assigned that could be copied to "${target}"`)
    return {
      source: from,
      target: await pointChannel(change, tx, { location, channel: to, version }),
      version,
    }
  })
}
