import { authorize } from '../../authorize.ts'
import { changeBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { alreadyExists, invalidArgument } from '../../errors.ts'
import { bucketIn, type Location } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { channelSnapshot } from '../../record/event/snapshots.ts'
import { requireName } from '../bucket/bucket.ts'
import type { Channel } from './channel.ts'
import { pointChannel } from './point-channel.ts'
import { requireAssignable } from './require-assignable.ts'

export interface NewChannel {
  readonly location: Location
  readonly bucketName: string
  readonly name: string
  readonly restricted: boolean
  /** Empty: the channel starts without a version. */
  readonly fingerprint: string
}

/** They are listed all at once, and all are looked through when a version is taken out of use. */
const BUCKET_CHANNELS = 4096

/** Creates a channel, pointing at a complete version or at none. */
export async function createChannel(context: Context, input: NewChannel): Promise<Channel> {
  const { location, bucketName, name, restricted, fingerprint } = input
  authorize(context, 'channel.create', bucketIn(input))
  requireName('name', name)
  return changeBucket(context, 'channel.create', 'shared', input, async (tx, change, bucket) => {
    const version = await requireAssignable(change, tx, bucket.id, fingerprint)
    const { now } = change
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
    if ((await tx.channels.count(bucket.id)) > BUCKET_CHANNELS)
      throw invalidArgument(
        'name',
        `is one too many: a bucket may have ${BUCKET_CHANNELS} channels, and "${bucketName}" has them`,
      )
    const payload = { channel: channelSnapshot(channel) }
    recordEvent(change, {
      location,
      kind: 'channel.created',
      bucket,
      payload,
    })
    return pointChannel(change, tx, { location, channel, version })
  })
}
