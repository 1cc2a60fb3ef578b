// Where channels should point once versions are no longer valid. point-channel.ts moves channels accordingly, and the preview of a
// revocation shows the moves beforehand. Nothing is changed here.
import type { Instant } from '../../clock.ts'
import type { Ports } from '../../store.ts'
import type { Revocation, VersionPlace } from '../revocation/revocation.ts'
import type { NumberedVersion } from '../version/version-store.ts'
import { isRevoked, type VersionOutline } from '../version/version.ts'
import type { ChannelOf, ChannelOutline } from './channel.ts'

export interface Pointing<SomeVersion extends VersionOutline = VersionOutline> {
  readonly channel: ChannelOf<SomeVersion>
  readonly version: SomeVersion | null
}

/** False when the channel already points at the version. */
export const isMove = ({ channel, version }: Pointing): boolean => channel.version?.id !== version?.id

/** The part of a revocation that decides about channels. */
export type Effect = Pick<Revocation, 'at' | 'appliedAt' | 'rollbackChannels'>

/** The revocation that counts for a version, which may be one that has not been made yet. */
export type EffectOn = (version: VersionOutline) => Effect | null

/** Versions to treat as no longer valid, whatever they are now. */
export interface Foreseen {
  readonly without: readonly NumberedVersion[]
}
const NOTHING: Foreseen = { without: [] }

/**
 * The unmanaged channels that point at revoked ones among the versions: those that leave their version, and those that stay
 * because the revocation that counts says so.
 */
export async function channelsOnRevoked(
  { channels }: Ports,
  now: Instant,
  versions: readonly VersionPlace[],
  effectOn: EffectOn = ({ revocation }) => revocation,
): Promise<Readonly<Record<'leaving' | 'staying', readonly ChannelOutline[]>>> {
  const effects = (await channels.listByVersions(versions)).flatMap((channel) => {
    const effect = channel.version && effectOn(channel.version)
    return effect && isRevoked({ revocation: effect }, now) ? [{ channel, effect }] : []
  })
  const { leaving = [], staying = [] } = Object.groupBy(effects, ({ effect }) =>
    effect.rollbackChannels ? 'leaving' : 'staying',
  )
  return { leaving: leaving.map(({ channel }) => channel), staying: staying.map(({ channel }) => channel) }
}

/** Each of the channels with the last valid version that it pointed at before the present one, or null without one. */
export async function rollBacks(
  ports: Ports,
  now: Instant,
  channels: readonly ChannelOutline[],
  { without }: Foreseen = NOTHING,
): Promise<readonly Pointing[]> {
  const ids = channels.map(({ id }) => id)
  const previous = await ports.channels.listPrevious(ids, now, new Set(without.map(({ id }) => id)))
  const found = await ports.versions.findOutlines([...new Set(previous.map(({ versionId }) => versionId))])
  const versions = new Map(found.map((version) => [version.id, version]))
  const previousOf = new Map(previous.map(({ channelId, versionId }) => [channelId, versions.get(versionId)]))
  return channels.map((channel) => ({ channel, version: previousOf.get(channel.id) ?? null }))
}

/** The managed channel of each bucket with the bucket's newest valid version, or null without one. */
export const movesOfLatest = async (
  ports: Ports,
  now: Instant,
  bucketIds: readonly string[],
  { without }: Foreseen = NOTHING,
): Promise<readonly Pointing[]> => latestOn(ports, bucketIds, await ports.versions.findLatest(bucketIds, now, without))

/** The same when `latest` has the newest valid versions. */
export async function latestOn(
  { channels }: Ports,
  bucketIds: readonly string[],
  latest: readonly VersionOutline[],
): Promise<readonly Pointing[]> {
  const latestByBucket = new Map(latest.map((version) => [version.bucketId, version]))
  const managed = await channels.listManaged(bucketIds)
  return managed.map((channel) => ({ channel, version: latestByBucket.get(channel.bucketId) ?? null }))
}
