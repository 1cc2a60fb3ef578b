import { authorize } from '../../authorize.ts'
import { makeChange } from '../../change.ts'
import type { Context } from '../../context.ts'
import { failedPrecondition } from '../../errors.ts'
import type { Location } from '../../location.ts'
import { lockActivated } from '../../registry/require-activated.ts'
import { lockBucket } from '../bucket/lock-bucket.ts'
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
  { location, bucketName, source, target }: AssignmentCopy,
): Promise<{ readonly source: Channel; readonly target: Channel; readonly version: Version }> {
  authorize(context, 'contribute', location)
  return makeChange(context, async (tx, change) => {
    await lockActivated(tx, location, 'shared')
    const bucket = await lockBucket(tx, location, bucketName)
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
