import type { Change } from '../../change.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { VersionPlace } from '../revocation/revocation.ts'
import { isRevoked, isValid, type VersionOutline } from '../version/version.ts'
import type { ChannelOutline } from './channel.ts'
import { pointChannels } from './point-channel.ts'
import { rollBackChannels } from './roll-back-channels.ts'

/**
 * Brings channels in line after the validity of these versions may have changed: `latest` goes to the newest valid
 * version of each bucket concerned, and a channel of users that points at a revoked one goes back to the last valid one it
 * pointed at, or is un-assigned when it never pointed at another, unless the revocation said not to.
 */
export async function settleChannels(
  change: Change,
  tx: Ports,
  location: Location,
  versions: readonly VersionPlace[],
): Promise<void> {
  const { now } = change
  const leaves = ({ version }: ChannelOutline) =>
    version !== null && isRevoked(version, now) && version.revocation?.rollbackChannels === true
  const channels = (await tx.channels.listByVersions(versions)).filter(leaves)
  await rollBackChannels(change, tx, location, channels)
  await settleLatest(change, tx, location, { bucketIds: [...new Set(versions.map(({ bucketId }) => bucketId))] })
}

/**
 * Points the managed channel of each bucket at its newest valid version, one that is about to be deleted aside. The caller
 * holds the buckets or the registry.
 */
export async function settleLatest(
  change: Change,
  tx: Ports,
  location: Location,
  { bucketIds, leaving }: { readonly bucketIds: readonly string[]; readonly leaving?: VersionOutline },
): Promise<void> {
  await pointLatest(change, tx, location, bucketIds, await tx.versions.findLatest(bucketIds, change.now, leaving?.id))
}

/** The same after this version has completed, the newest of its bucket. */
export async function settleLatestOn(
  change: Change,
  tx: Ports,
  location: Location,
  completed: VersionOutline,
): Promise<void> {
  const bucketIds = [completed.bucketId]
  if (isValid(completed, change.now)) await pointLatest(change, tx, location, bucketIds, [completed])
  else await settleLatest(change, tx, location, { bucketIds })
}

async function pointLatest(
  change: Change,
  tx: Ports,
  location: Location,
  bucketIds: readonly string[],
  latest: readonly VersionOutline[],
): Promise<void> {
  const latestByBucket = new Map(latest.map((version) => [version.bucketId, version]))
  const channels = await tx.channels.listManaged(bucketIds)
  await pointChannels(
    change,
    tx,
    location,
    channels.map((channel) => ({ channel, version: latestByBucket.get(channel.bucketId) ?? null })),
  )
}
