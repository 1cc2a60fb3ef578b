import { authorize } from '../../authorize.ts'
import { changeBucket } from '../../change.ts'
import { nowAfter } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { channelSnapshot } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import type { Channel } from './channel.ts'
import { type ChannelRef, findChannel } from './get-channel.ts'
import { pointChannel, requireAssignable, requireUnmanaged } from './point-channel.ts'

export interface ChannelChanges {
  /** The version to point at; empty un-assigns. */
  readonly fingerprint?: string
  readonly restricted?: boolean
}

/** Assigns a version, un-assigns it, or changes whether the channel is restricted; whatever `changes` does not name stays. */
export async function updateChannel(
  context: Context,
  { changes, ...ref }: ChannelRef & { readonly changes: ChannelChanges },
): Promise<Channel> {
  return changeBucket(context, permissionFor(changes), 'shared', ref, async (change, bucket) => {
    const { tx } = change
    let channel = await findChannel(tx, ref)
    if (changes.fingerprint !== undefined) {
      requireUnmanaged(channel)
      const version = await requireAssignable(change, bucket.id, changes.fingerprint)
      channel = await pointChannel(change, { channel, version })
    }
    if (changes.restricted !== undefined) authorize(context, 'channel.update', ref)
    if (changes.restricted === undefined || changes.restricted === channel.restricted) return channel
    const previous = { restricted: channel.restricted }
    channel = { ...channel, restricted: changes.restricted, updatedAt: nowAfter(change.now, channel.updatedAt) }
    await tx.channels.update(channel)
    const payload = { channel: channelSnapshot(channel), previous }
    recordEvent(change, { kind: 'channel.updated', bucket, payload })
    return channel
  })
}

/** The permission to check first; changing both takes `channel.update` as well. */
const permissionFor = ({ fingerprint }: ChannelChanges) =>
  fingerprint === undefined ? 'channel.update' : 'channel.assign'
