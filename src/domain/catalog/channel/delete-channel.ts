import { authorize } from '../../authorize.ts'
import { makeChange } from '../../change.ts'
import type { Context } from '../../context.ts'
import { invalidArgument } from '../../errors.ts'
import { channelSnapshot, recordEvent } from '../../record/event/record-event.ts'
import { lockBucket } from '../bucket/lock-bucket.ts'
import { type ChannelRef, findChannel } from './get-channel.ts'

/** Deletes a channel with its history. The managed channel stays (`invalid_argument`, as HCP answers). */
export async function deleteChannel(context: Context, ref: ChannelRef): Promise<void> {
  const { location, bucketName } = ref
  authorize(context, 'contribute', location)
  await makeChange(context, async (tx, change) => {
    const bucket = await lockBucket(tx, location, bucketName)
    const channel = await findChannel(tx, ref)
    if (channel.managed)
      throw invalidArgument('channel_name', `"${channel.name}" is managed by the registry and cannot be deleted`)
    await tx.channels.delete(channel.id)
    const payload = { channel: channelSnapshot(channel) }
    await recordEvent(change, tx, {
      location,
      subject: 'channel',
      action: 'delete',
      description: 'Deleted channel',
      bucket,
      payload,
    })
  })
}
