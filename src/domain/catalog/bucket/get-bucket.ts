import { viewBucket } from '../../change.ts'
import type { Instant } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { BucketRef } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { BucketEdge } from '../ancestry/ancestry-store.ts'
import { type AncestryStatus, worstStatus } from '../ancestry/ancestry.ts'
import { LATEST } from '../channel/channel.ts'
import { isValid, type Version, type VersionOutline } from '../version/version.ts'
import type { Bucket } from './bucket.ts'

/** A bucket with what is shown of it. */
export interface BucketOverview {
  readonly bucket: Bucket
  /** Its newest valid version: what `latest` points at. */
  readonly latestVersion: Version | null
  /** The same; when no version is valid, the newest complete one, and when none is complete, the newest one. */
  readonly newestVersion: Version | null
  /** The status of its newest complete version with regard to its parents; null when none are known. */
  readonly parents: AncestryStatus | null
  /** The status of the newest complete versions that were built from this bucket; null when there are none. */
  readonly children: AncestryStatus | null
}

/** A bucket that has just been created. */
export const newOverview = (bucket: Bucket): BucketOverview => ({
  bucket,
  latestVersion: null,
  newestVersion: null,
  parents: null,
  children: null,
})

export const idsOf = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id)

/** The versions to show of some buckets, one of each that has any. `latest`: the newest valid ones. */
export interface ShownVersions {
  readonly latest: readonly VersionOutline[]
  /** The newest versions of buckets without a valid one. */
  readonly others: readonly VersionOutline[]
}

export async function shownVersions(ports: Ports, bucketIds: readonly string[], now: Instant): Promise<ShownVersions> {
  const latest = await latestVersions(ports, bucketIds, now)
  const known = new Set(latest.map(({ bucketId }) => bucketId))
  return { latest, others: await ports.versions.findNewest(bucketIds.filter((id) => !known.has(id))) }
}

/** The ancestry status of each of these buckets, with regard to its parents and to its children. */
export async function statusesOf(
  { ancestry }: Ports,
  bucketIds: readonly string[],
): Promise<(bucketId: string) => Pick<BucketOverview, 'parents' | 'children'>> {
  const byBucket = (edges: readonly BucketEdge[]) => Map.groupBy(edges, ({ bucketId }) => bucketId)
  const parents = byBucket(await ancestry.listParentEdges(bucketIds))
  const children = byBucket(await ancestry.listChildEdges(bucketIds))
  return (id) => ({ parents: worstStatus(parents.get(id) ?? []), children: worstStatus(children.get(id) ?? []) })
}

/**
 * The newest valid version of each bucket. `latest` points at it, except between the date of a revocation and the job that
 * moves channels. Only then is it searched for, because a search goes through all newer versions that are revoked.
 */
async function latestVersions(
  ports: Ports,
  bucketIds: readonly string[],
  now: Instant,
): Promise<readonly VersionOutline[]> {
  const pointed = (await ports.channels.listManaged(bucketIds)).flatMap(({ version }) => version ?? [])
  const valid = pointed.filter((version) => isValid(version, now))
  const overdue = pointed.filter((version) => !isValid(version, now)).map(({ bucketId }) => bucketId)
  return [...valid, ...(await ports.versions.findLatest(overdue, now))]
}

export async function overviewOf(ports: Ports, bucket: Bucket, now: Instant): Promise<BucketOverview> {
  const statuses = await statusesOf(ports, [bucket.id])
  const pointed = (await ports.channels.find(bucket.projectId, bucket.name, LATEST))?.version ?? null
  if (pointed && isValid(pointed, now))
    return { bucket, latestVersion: pointed, newestVersion: pointed, ...statuses(bucket.id) }
  const { latest, others } = await shownVersions(ports, [bucket.id], now)
  const [shown] = [...latest, ...others]
  const newestVersion = (shown && (await ports.versions.findById(shown.id))) ?? null
  return { bucket, latestVersion: latest.length === 0 ? null : newestVersion, newestVersion, ...statuses(bucket.id) }
}

/** One bucket. Packer creates the bucket when this is `not_found`. */
export async function getBucket(context: Context, ref: BucketRef): Promise<BucketOverview> {
  const bucket = await viewBucket(context, 'bucket.get', ref)
  return overviewOf(context.store, bucket, context.clock.now())
}
