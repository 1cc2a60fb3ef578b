import { authorize } from '../../authorize.ts'
import { changeBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { alreadyExists, invalidArgument } from '../../errors.ts'
import type { BucketRef } from '../../location.ts'
import { channelSnapshot } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireName } from '../bucket/bucket.ts'
import type { Channel } from './channel.ts'
import { pointChannel, requireAssignable } from './point-channel.ts'

export interface NewChannel extends BucketRef {
  readonly name: string
  readonly restricted: boolean
  /** Empty: the channel starts without a version. */
  readonly fingerprint: string
}

/** The most channels of a bucket: they are listed all at once, and all are examined when a version is revoked. */
const BUCKET_CHANNELS = 4096

/** Creates a channel, pointing at a complete version or at none. */
export async function createChannel(context: Context, input: NewChannel): Promise<Channel> {
  const { bucketName, name, restricted, fingerprint } = input
  authorize(context, 'channel.create', input)
  requireName('name', name)
  return changeBucket(context, 'channel.create', 'shared', input, async (change, bucket) => {
    const { tx, now } = change
    const version = await requireAssignable(change, bucket.id, fingerprint)
    const channel: Channel = {
      id: change.newId(),
      bucketId: bucket.id,
      bucketName,
      name,
      authorId: change.actor.name,
      managed: false,
      restricted,
      version: null,
      createdAt: now,
      updatedAt: now,
    }
    if (!(await tx.channels.insert(channel))) throw alreadyExists('channel', name)
    requireChannelCount(bucketName, await tx.channels.count(bucket.id))
    const payload = { channel: channelSnapshot(channel) }
    recordEvent(change, { kind: 'channel.created', bucket, payload })
    return pointChannel(change, { channel, version })
  })
}

/** Refuses a channel too many; `count` includes the new one. */
export function requireChannelCount(bucketName: string, count: number): void {
  if (count > BUCKET_CHANNELS)
    throw invalidArgument(
      'name',
      `is one too many: a bucket may have ${BUCKET_CHANNELS} channels, and "${bucketName}" has them`,
    )
}
