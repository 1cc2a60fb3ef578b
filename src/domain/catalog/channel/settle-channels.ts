import type { Change } from '../../change.ts'
import type { VersionPlace } from '../revocation/revocation.ts'
import { isRevoked, isValid, type VersionOutline } from '../version/version.ts'
import type { ChannelOutline } from './channel.ts'
import { pointChannels } from './point-channel.ts'

/**
 * Brings channels in line after the validity of these versions may have changed: `latest` goes to the newest valid
 * version of each bucket concerned, and a channel of users that points at a revoked one goes back to the last valid one it
 * pointed at, or is un-assigned when it never pointed at another, unless the revocation said not to.
 */
export async function settleChannels(change: Change, versions: readonly VersionPlace[]): Promise<void> {
  const leaves = ({ version }: ChannelOutline) =>
    version !== null && isRevoked(version, change.now) && version.revocation?.rollbackChannels === true
  await rollBackChannels(change, (await change.tx.channels.listByVersions(versions)).filter(leaves))
  await settleLatest(change, [...new Set(versions.map(({ bucketId }) => bucketId))])
}

/** Points each channel at the valid version that it held last before the present one, or at none when there is no such. */
export async function rollBackChannels(change: Change, channels: readonly ChannelOutline[]): Promise<void> {
  const { tx, now } = change
  const ids = channels.map(({ id }) => id)
  const previous = await tx.channels.listPrevious(ids, now)
  const found = await tx.versions.findOutlines([...new Set(previous.map(({ versionId }) => versionId))])
  const versions = new Map(found.map((version) => [version.id, version]))
  const previousOf = new Map(previous.map(({ channelId, versionId }) => [channelId, versions.get(versionId)]))
  const pointings = channels.map((channel) => ({ channel, version: previousOf.get(channel.id) ?? null }))
  await pointChannels(change, pointings)
}

/**
 * Points the managed channel of each bucket at its newest valid version, one that is about to be deleted aside. The caller
 * holds the buckets or the registry.
 */
export async function settleLatest(
  change: Change,
  bucketIds: readonly string[],
  leaving?: VersionOutline,
): Promise<void> {
  await pointLatest(change, bucketIds, await change.tx.versions.findLatest(bucketIds, change.now, leaving?.id))
}

/** The same after this version has completed, the newest of its bucket. */
export async function settleLatestOn(change: Change, completed: VersionOutline): Promise<void> {
  const bucketIds = [completed.bucketId]
  if (isValid(completed, change.now)) await pointLatest(change, bucketIds, [completed])
  else await settleLatest(change, bucketIds)
}

async function pointLatest(
  change: Change,
  bucketIds: readonly string[],
  latest: readonly VersionOutline[],
): Promise<void> {
  const latestByBucket = new Map(latest.map((version) => [version.bucketId, version]))
  const channels = await change.tx.channels.listManaged(bucketIds)
  const pointings = channels.map((channel) => ({ channel, version: latestByBucket.get(channel.bucketId) ?? null }))
  await pointChannels(change, pointings)
}
