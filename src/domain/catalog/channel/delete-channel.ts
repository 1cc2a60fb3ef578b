import { changeBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { invalidArgument } from '../../errors.ts'
import { channelSnapshot } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { type ChannelRef, findChannel } from './get-channel.ts'

/** Deletes a channel with its history. The managed channel stays (`invalid_argument`, as HCP answers). */
export async function deleteChannel(context: Context, ref: ChannelRef): Promise<void> {
  return changeBucket(context, 'channel.delete', 'shared', ref, async (change, bucket) => {
    const { tx } = change
    const channel = await findChannel(tx, ref)
    if (channel.managed)
      throw invalidArgument('channel_name', `"${channel.name}" is managed by the registry and cannot be deleted`)
    await tx.channels.delete(channel.id)
    const payload = { channel: channelSnapshot(channel) }
    recordEvent(change, { kind: 'channel.deleted', bucket, payload })
  })
}
