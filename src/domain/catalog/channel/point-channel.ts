import type { Change } from '../../change.ts'
import { nowAfter } from '../../clock.ts'
import type { Location } from '../../location.ts'
import { REGISTRY_NAME } from '../../principal/principal.ts'
import { type EventRecord, recordEvents } from '../../record/event/record-event.ts'
import { channelSnapshot, versionSnapshot } from '../../record/event/snapshots.ts'
import type { Ports } from '../../store.ts'
import type { VersionOutline } from '../version/version.ts'
import type { ChannelOf, ChannelOutline } from './channel.ts'

export interface Pointing<SomeVersion extends VersionOutline> {
  readonly channel: ChannelOf<SomeVersion>
  readonly version: SomeVersion | null
}

/**
 * Points a channel at a version (null: at none), with its line in the history and its event. The caller has checked that
 * it may be, and holds the channel's bucket. Pointing where it points already changes nothing.
 */
export async function pointChannel<SomeVersion extends VersionOutline>(
  change: Change,
  tx: Ports,
  { location, ...pointing }: Pointing<SomeVersion> & { readonly location: Location },
): Promise<ChannelOf<SomeVersion>> {
  const [pointed = pointing.channel] = await pointChannels(change, tx, location, [pointing])
  return pointed
}

/** The same for many channels at once, each named once. Answers those that changed. */
export async function pointChannels<SomeVersion extends VersionOutline>(
  change: Change,
  tx: Ports,
  location: Location,
  pointings: readonly Pointing<SomeVersion>[],
): Promise<readonly ChannelOf<SomeVersion>[]> {
  const moves = pointings
    .filter(({ channel, version }) => channel.version?.id !== version?.id)
    .map(({ channel, version }) => {
      // The history is read back in the order of its times, and a roll-back relies on it.
      const updatedAt = nowAfter(change.now, channel.updatedAt)
      return { before: channel, after: { ...channel, version, updatedAt } }
    })
  await tx.channels.assign(
    moves.map(({ after: { id, managed, version, updatedAt } }) => ({
      id: change.newId(),
      channelId: id,
      version,
      authorId: managed ? REGISTRY_NAME : change.actor.name,
      assignedAt: updatedAt,
    })),
  )
  await recordEvents(
    change,
    tx,
    moves.values().map((move) => assigned(location, move)),
  )
  return moves.map(({ after }) => after)
}

function assigned(
  location: Location,
  { before, after }: { readonly before: ChannelOutline; readonly after: ChannelOutline },
): EventRecord {
  const { bucketId, bucketName, version, updatedAt: now } = after
  return {
    location,
    kind: 'channel.assigned',
    bucket: { id: bucketId, name: bucketName },
    payload: {
      channel: channelSnapshot(after),
      version: version && versionSnapshot(version, now),
      previousVersion: before.version && versionSnapshot(before.version, now),
    },
  }
}
