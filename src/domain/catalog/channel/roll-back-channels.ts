import type { Change } from '../../change.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { ChannelOutline } from './channel.ts'
import { pointChannels } from './point-channel.ts'

/** Points each channel at the valid version that it held last before the present one, or at none when there is no such. */
export async function rollBackChannels(
  change: Change,
  tx: Ports,
  location: Location,
  channels: readonly ChannelOutline[],
): Promise<void> {
  const ids = channels.map(({ id }) => id)
  const previous = await tx.channels.listPrevious(ids, change.now)
  const found = await tx.versions.findOutlines([...new Set(previous.map(({ versionId }) => versionId))])
  const versions = new Map(found.map((version) => [version.id, version]))
  const previousOf = new Map(previous.map(({ channelId, versionId }) => [channelId, versions.get(versionId)]))
  const pointings = channels.map((channel) => ({ channel, version: previousOf.get(channel.id) ?? null }))
  await pointChannels(change, tx, location, pointings)
}
