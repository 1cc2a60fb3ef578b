import { isAllowed } from '../../authorize.ts'
import { viewBucket } from '../../change.ts'
import type { Instant } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { fail, unknownFingerprint } from '../../errors.ts'
import {
  channelsOnRevoked,
  type Effect,
  isMove,
  movesOfLatest,
  type Pointing,
  rollBacks,
} from '../channel/where-channels-belong.ts'
import type { VersionRef } from '../version/get-version.ts'
import type { DatedSummary } from '../version/version-store.ts'
import { isComplete, isRevoked, type VersionOutline } from '../version/version.ts'
import { requireRevocable } from './revoke-version.ts'
import { countingAmong, type Revocation } from './revocation.ts'

const SHOWN_BUCKETS = 100
const SHOWN_VERSIONS = 10
const SHOWN_CHANNELS = 100

export interface PreviewRequest extends VersionRef {
  readonly includeDescendants: boolean
  readonly rollbackChannels: boolean
}

/** A summary of a version, with the revocation that counts for it now. */
export interface ReachedVersion extends DatedSummary {
  readonly revocation: Revocation | null
}

export interface ReachedBucket {
  readonly name: string
  readonly versionCount: number
  /** The newest of these versions. */
  readonly versions: readonly ReachedVersion[]
}

export interface RevocationPreview {
  readonly version: VersionOutline
  /** Descendants that would become revoked, in all buckets, whether or not the actor may see them. */
  readonly versionCount: number
  readonly bucketCount: number
  readonly hiddenBucketCount: number
  /** Some of the buckets that the actor may see, those with the most such versions first. */
  readonly buckets: readonly ReachedBucket[]
  /** Channels that would move, in all buckets as well. */
  readonly channelCount: number
  /** Some of the channels that would move, each with its new version. */
  readonly channels: readonly Pointing[]
  /** Some of the channels that would stay on a version that becomes revoked, each with that version. */
  readonly leftChannels: readonly Pointing[]
}

/**
 * What revoking the version now would do; refuses what a revocation would refuse. It applies the same rules to the current
 * data, but takes no lock: a change made meanwhile may or may not show in the result.
 */
export async function previewRevocation(context: Context, request: PreviewRequest): Promise<RevocationPreview> {
  const bucket = await viewBucket(context, 'version.revoke', request)
  const { store, clock } = context
  const now = clock.now()
  const { fingerprint, includeDescendants } = request
  const version = (await store.versions.findOutline(bucket.id, fingerprint)) ?? fail(unknownFingerprint(fingerprint))
  await requireRevocable(store, version, now)
  const descendants = includeDescendants ? await store.versions.listDescendants(version.id) : []
  const reach = await reachOf(context, descendants, {
    at: now,
    appliedAt: now,
    rollbackChannels: request.rollbackChannels,
  })

  const concerned = [version, ...descendants]
  const outOfUse = [version, ...reach.versions]
  const effectOn = ({ id }: VersionOutline) => (id === version.id ? reach.revocation : reach.effectOn(id))
  const { leaving, staying } = await channelsOnRevoked(store, now, concerned, effectOn)
  const bucketIds = [...new Set(concerned.map(({ bucketId }) => bucketId))]
  const pointings = [
    ...(await rollBacks(store, now, leaving, { without: outOfUse })),
    ...(await movesOfLatest(store, now, bucketIds, { without: outOfUse })),
  ]
  const isGone = new Set(outOfUse.map(({ id }) => id))
  const moves = pointings.filter(isMove)
  const left = staying.filter((channel) => channel.version !== null && isGone.has(channel.version.id))
  const shown = (all: readonly Pointing[]) => shownChannels(context, request, all)
  return {
    version,
    ...bucketsOf(context, request, reach.versions),
    channelCount: moves.length,
    channels: shown(moves),
    leftChannels: shown(left.map((channel) => ({ channel, version: channel.version }))),
  }
}

interface Reach {
  readonly revocation: Effect
  /** The complete descendants that would become revoked, in no particular order. */
  readonly versions: readonly ReachedVersion[]
  /** The revocation that would count for a descendant. */
  readonly effectOn: (id: string) => Effect | null
}

/** What happens to the descendants when they inherit the revocation. */
async function reachOf(
  { store }: Context,
  descendants: readonly { readonly id: string }[],
  revocation: Effect & { readonly at: Instant },
): Promise<Reach> {
  const ids = descendants.map(({ id }) => id)
  const counting = await store.revocations.listCounting(ids)
  const effectOn = (id: string): Effect => {
    const before = counting.get(id)
    if (before === undefined) return revocation
    if (before.inheritedFrom === null) return before
    // On a tie the revocation that it inherited before counts, so that one gets the lower id.
    const inherited = [
      { ...before, id: '' },
      { ...revocation, id: 'new' },
    ]
    return countingAmong(null, inherited) ?? before
  }
  const { at: now } = revocation
  const isReached = ({ id }: ReachedVersion) => isRevoked({ revocation: effectOn(id) }, now)
  const versions = (await store.versions.listSummaries(ids))
    .map((summary) => ({ ...summary, revocation: counting.get(summary.id) ?? null }))
    .filter((version) => isComplete(version) && !isRevoked(version, now) && isReached(version))
  return { revocation, versions, effectOn }
}

function bucketsOf(
  context: Context,
  { location }: PreviewRequest,
  versions: readonly ReachedVersion[],
): Pick<RevocationPreview, 'versionCount' | 'bucketCount' | 'hiddenBucketCount' | 'buckets'> {
  const byBucket = [...Map.groupBy(versions, ({ bucketName }) => bucketName)]
  const visible = byBucket.filter(([bucketName]) => isAllowed(context, 'bucket.get', { location, bucketName }))
  const mostConcerned = visible.toSorted(
    ([name, one], [otherName, other]) => other.length - one.length || (name < otherName ? -1 : 1),
  )
  return {
    versionCount: versions.length,
    bucketCount: byBucket.length,
    hiddenBucketCount: byBucket.length - visible.length,
    buckets: mostConcerned.slice(0, SHOWN_BUCKETS).map(([name, reached]) => ({
      name,
      versionCount: reached.length,
      versions: reached.toSorted((one, other) => (other.sequence ?? 0) - (one.sequence ?? 0)).slice(0, SHOWN_VERSIONS),
    })),
  }
}

/** The first of the channels that the actor may see, those of the version's own bucket first. */
function shownChannels(
  context: Context,
  { location, bucketName: own }: PreviewRequest,
  pointings: readonly Pointing[],
): readonly Pointing[] {
  const isVisible = ({ channel: { bucketName, restricted } }: Pointing) =>
    isAllowed(context, 'channel.get', { location, bucketName }) &&
    (!restricted || isAllowed(context, 'channel.get-restricted', { location, bucketName }))
  const sortKeyOf = ({ channel: { bucketName, managed, name } }: Pointing) =>
    `${bucketName === own ? 0 : 1} ${bucketName} ${managed ? 0 : 1} ${name}`
  return pointings
    .filter(isVisible)
    .toSorted((one, other) => (sortKeyOf(one) < sortKeyOf(other) ? -1 : 1))
    .slice(0, SHOWN_CHANNELS)
}
