import { allowedBuckets, authorizeBuckets } from '../../authorize.ts'
import type { Instant } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Location } from '../../location.ts'
import type { PageEdges, PageRequest } from '../../page.ts'
import { type AncestryStatus, isOutOfDate, worstStatus } from '../ancestry/ancestry.ts'
import type { StandingChannel } from '../channel/channel.ts'
import type { VersionOutline } from '../version/version.ts'
import { type BucketSearch, type BucketSurvey, type SearchOrderField, SHOWN_CHANNELS } from './bucket-store.ts'
import type { Bucket } from './bucket.ts'
import { idsOf } from './get-bucket.ts'

/** A bucket with the state of its channels and its ancestry. */
export interface StandingBucket {
  readonly bucket: Bucket
  /** The complete version with the highest number, valid or not; when none is complete, the newest version. */
  readonly newestVersion: VersionOutline | null
  /** The channels that the actor may see, `latest` first, then the oldest first; at most SHOWN_CHANNELS. */
  readonly channels: readonly ChannelStanding[]
  /** The number of all channels that the actor may see. */
  readonly channelCount: number
  /** The status of its newest version with regard to its parents; null when none are known. */
  readonly parents: AncestryStatus | null
  /** Names of some parent buckets that the newest version is out of date with, of those that the actor may see. */
  readonly outOfDateParents: readonly string[]
  /** The number of other buckets with versions that were built from this one, whether or not the actor may see them. */
  readonly childCount: number
}

export interface ChannelStanding extends Omit<StandingChannel, 'version'> {
  readonly version: VersionOutline | null
  /** How many valid versions of the bucket have a higher number; 0 when the channel points at no version. */
  readonly behind: number
}

const SHOWN_PARENTS = 10
/** How many buckets are looked up at a time. */
const AT_ONCE = 50

export interface WantedBuckets extends Pick<BucketSearch, 'text' | 'labels' | 'platforms' | 'conditions'> {
  readonly location: Location
  readonly page: PageRequest<SearchOrderField>
}

/** Lists the project's buckets that the actor may see and that meet all criteria. Their state is read as the caller iterates. */
export async function listStandingBuckets(
  context: Context,
  { location, page, ...wanted }: WantedBuckets,
): Promise<PageEdges & BucketSurvey & { readonly items: AsyncIterable<StandingBucket> }> {
  const names = authorizeBuckets(context, 'bucket.get', location)
  const { buckets } = context.store
  const restrictedIn = allowedBuckets(context, 'channel.get-restricted', location)
  const search = { ...wanted, projectId: location.projectId, names, restrictedIn, now: context.clock.now() }
  const found = await buckets.search(search, page)
  return { ...found, items: standingInTurn(context, found.items, search), ...(await buckets.survey(search)) }
}

async function* standingInTurn(
  context: Context,
  buckets: readonly Bucket[],
  search: BucketSearch,
): AsyncGenerator<StandingBucket> {
  for (let done = 0; done < buckets.length; done += AT_ONCE)
    yield* await standingOf(context, buckets.slice(done, done + AT_ONCE), search)
}

async function standingOf(
  { store }: Context,
  buckets: readonly Bucket[],
  { names, restrictedIn, now }: BucketSearch,
): Promise<readonly StandingBucket[]> {
  const bucketIds = idsOf(buckets)
  const newest = new Map((await store.versions.findNewest(bucketIds)).map((version) => [version.bucketId, version]))
  const visible = (await store.channels.listStanding(bucketIds)).filter(
    ({ restricted, bucketName }) => !restricted || restrictedIn === null || restrictedIn.includes(bucketName),
  )
  const channels = Map.groupBy(visible, ({ bucketId }) => bucketId)
  const shown = [...channels.values()].flatMap((some) => some.slice(0, SHOWN_CHANNELS))
  const versions = await versionsOf(store.versions, shown, [...newest.values()])
  const behind = await howFarBehind(store.versions, [...versions.values()], now)
  const childCounts = await store.ancestry.countChildren(bucketIds)
  const children = new Map(childCounts.map((each) => [each.bucketId, each.children]))
  const parents = await parentNames(store.versions, [...newest.values()], names)

  return buckets.map((bucket) => {
    const newestVersion = newest.get(bucket.id) ?? null
    const all = channels.get(bucket.id) ?? []
    return {
      bucket,
      newestVersion,
      channels: all.slice(0, SHOWN_CHANNELS).map((channel) => {
        const version = versions.get(channel.version?.id ?? '') ?? null
        return { ...channel, version, behind: version ? behind(version) : 0 }
      }),
      channelCount: all.length,
      parents: newestVersion && worstStatus(newestVersion.parents),
      outOfDateParents: newestVersion ? parents(newestVersion) : [],
      childCount: children.get(bucket.id) ?? 0,
    }
  })
}

type Versions = Context['store']['versions']
type Outlines = readonly VersionOutline[]

/** The versions that the channels point at, by id; those among `known` are not read again. */
async function versionsOf(versions: Versions, channels: readonly StandingChannel[], known: Outlines) {
  const found = new Map(known.map((version) => [version.id, version]))
  const ids = new Set(channels.flatMap(({ version }) => version?.id ?? []))
  const missing = await versions.findOutlines([...ids].filter((id) => !found.has(id)))
  const held = [...missing, ...known.filter(({ id }) => ids.has(id))]
  return new Map(held.map((version) => [version.id, version]))
}

async function howFarBehind(versions: Versions, held: Outlines, now: Instant) {
  const keyOf = ({ bucketId, sequence }: Pick<VersionOutline, 'bucketId' | 'sequence'>) =>
    `${sequence ?? ''} ${bucketId}`
  const positions = held.flatMap(({ bucketId, sequence }) => (sequence === null ? [] : [{ bucketId, sequence }]))
  const counts = new Map((await versions.countNewer(positions, now)).map((count) => [keyOf(count), count.newer]))
  return (version: VersionOutline) => counts.get(keyOf(version)) ?? 0
}

async function parentNames(versions: Versions, children: Outlines, names: readonly string[] | null) {
  const outOfDate = (version: VersionOutline) => version.parents.filter(isOutOfDate).map(({ versionId }) => versionId)
  const parents = await versions.findOutlines([...new Set(children.flatMap(outOfDate))])
  const seen = parents.filter(({ bucketName }) => names === null || names.includes(bucketName))
  const nameOf = new Map(seen.map(({ id, bucketName }) => [id, bucketName]))
  return (version: VersionOutline) => {
    const found = outOfDate(version).flatMap((id) => nameOf.get(id) ?? [])
    return [...new Set(found)].sort().slice(0, SHOWN_PARENTS)
  }
}
