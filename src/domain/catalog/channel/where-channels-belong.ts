// Where channels are to point when versions were taken out of use, or will be: what whoever moves them (point-channel.ts) asks,
// and whoever only wants to know. Nothing is changed here.
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

/** Pointing where it points already changes nothing. */
export const isMove = ({ channel, version }: Pointing): boolean => channel.version?.id !== version?.id

/** What of a revocation decides about channels. */
export type Effect = Pick<Revocation, 'at' | 'appliedAt' | 'rollbackChannels'>

/** Which revocation counts for a version, be it one that nobody has made yet. */
export type EffectOn = (version: VersionOutline) => Effect | null

/** Versions that will not be valid any more, whatever they are now. */
export interface Foreseen {
  readonly without: readonly NumberedVersion[]
}
const NOTHING: Foreseen = { without: [] }

/**
 * The channels of users that point at those of the versions that are revoked: those that leave, and those that stay because
 * the revocation that counts said so.
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

/** Each of the channels with the valid version that it held last before the present one, or none when there is no such. */
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

/** The managed channel of each bucket with its newest valid version, or none when there is no such. */
export const movesOfLatest = async (
  ports: Ports,
  now: Instant,
  bucketIds: readonly string[],
  { without }: Foreseen = NOTHING,
): Promise<readonly Pointing[]> => latestOn(ports, bucketIds, await ports.versions.findLatest(bucketIds, now, without))

/** The same when these are the newest valid versions. */
export async function latestOn(
  { channels }: Ports,
  bucketIds: readonly string[],
  latest: readonly VersionOutline[],
): Promise<readonly Pointing[]> {
  const latestByBucket = new Map(latest.map((version) => [version.bucketId, version]))
  const managed = await channels.listManaged(bucketIds)
  return managed.map((channel) => ({ channel, version: latestByBucket.get(channel.bucketId) ?? null }))
}
