import type { Bucket } from '../bucket/bucket.ts'
import { nowAfter } from '../clock.ts'
import type { Context } from '../context.ts'
import { buildSnapshot, channelSnapshot, recordEvent, versionSnapshot } from '../event/record-event.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import type { Version } from '../version/version.ts'
import { REGISTRY_AUTHOR, type Channel } from './channel.ts'

/**
 * Points a channel at a version (null: at none), with its line in the history and its event. The caller has checked that
 * it may be, and holds the bucket's lock. Pointing where it points already changes nothing.
 */
export async function pointChannel(
  context: Context,
  tx: Ports,
  { location, bucket }: { readonly location: Location; readonly bucket: Pick<Bucket, 'id' | 'name'> },
  { channel, version }: { readonly channel: Channel; readonly version: Version | null },
): Promise<Channel> {
  if (channel.version?.id === version?.id) return channel
  // The history is read back in the order of its times, and a roll-back relies on it.
  const now = nowAfter(context.clock, channel.updatedAt)
  const pointed = { ...channel, version, updatedAt: now }
  const authorId = channel.managed ? REGISTRY_AUTHOR : context.actor.name
  await tx.channels.update(pointed)
  await tx.channels.insertAssignment({ id: context.newId(), channelId: channel.id, version, authorId, assignedAt: now })
  const payload = {
    channel: channelSnapshot(pointed),
    version: version && versionSnapshot(version),
    builds: version?.builds.map(buildSnapshot) ?? [],
    previousVersion: channel.version && versionSnapshot(channel.version),
    previousBuilds: channel.version?.builds.map(buildSnapshot) ?? [],
  }
  await recordEvent(context, tx, {
    location,
    subject: 'version',
    action: 'assign',
    description: 'Assigned version to channel',
    bucket,
    payload,
  })
  return pointed
}
