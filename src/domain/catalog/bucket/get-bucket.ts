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

/** A bucket as people look at it. */
export interface BucketOverview {
  readonly bucket: Bucket
  /** Its newest valid version: what `latest` points at. */
  readonly latestVersion: Version | null
  /** The same; where no version is valid, the newest complete one, and where none is complete the newest. */
  readonly newestVersion: Version | null
  /** How its newest complete version stands to what it was built from; null when that is unknown. */
  readonly parents: AncestryStatus | null
  /** How those of other buckets stand to this one; null when none was built from it. */
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

/** Which versions are shown of these buckets, one of each that has any, and which of them are what `latest` is on. */
export interface ShownVersions {
  readonly latest: readonly VersionOutline[]
  /** Of buckets without a valid version. */
  readonly others: readonly VersionOutline[]
}

export async function shownVersions(ports: Ports, bucketIds: readonly string[], now: Instant): Promise<ShownVersions> {
  const latest = await latestVersions(ports, bucketIds, now)
  const known = new Set(latest.map(({ bucketId }) => bucketId))
  return { latest, others: await ports.versions.findNewest(bucketIds.filter((id) => !known.has(id))) }
}

/** How each of these buckets stands to what it was built from, and those that were built from it. */
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
 * `latest` is on them, but for the moment between the date of a revocation and the job that moves channels: to look for them
 * is to look at all that were revoked since.
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

/** One bucket; `not_found` is what makes Packer create it. */
export async function getBucket(context: Context, ref: BucketRef): Promise<BucketOverview> {
  const bucket = await viewBucket(context, 'bucket.get', ref)
  return overviewOf(context.store, bucket, context.clock.now())
}
