import { authorizeBuckets } from '../../authorize.ts'
import type { Instant } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { inStep } from '../../in-step.ts'
import type { Location } from '../../location.ts'
import { howManyFit, type PageRequest, type StreamedPage } from '../../page.ts'
import type { Ports } from '../../store.ts'
import type { BucketOrderField } from './bucket-store.ts'
import type { Bucket } from './bucket.ts'
import { type BucketOverview, idsOf, type ShownVersions, shownVersions, statusesOf } from './get-bucket.ts'

/**
 * Lists the project's buckets that the actor may see. A page has fewer than requested when the versions shown with them are large
 * (`howManyFit`). The versions are read as the caller iterates.
 */
export async function listBuckets(
  context: Context,
  { location, page }: { readonly location: Location; readonly page: PageRequest<BucketOrderField> },
): Promise<StreamedPage<BucketOverview>> {
  const names = authorizeBuckets(context, 'bucket.get', location)
  const { store, clock } = context
  const now = clock.now()
  let versions: ShownVersions = { latest: [], others: [] }
  const found = await store.buckets.list({ projectId: location.projectId, names }, page, async (bucketIds) => {
    const fits = await fitting(store, bucketIds, now)
    versions = fits.versions
    return fits.size
  })
  return { ...found, items: overviewsInTurn(store, found.items, versions) }
}

/** How many buckets are looked up at a time: which version is shown of each, and its size. */
const LOOK_AHEAD = 50

/** How many of the buckets fit on a page together with the versions shown of them, and these versions. */
async function fitting(
  store: Ports,
  bucketIds: readonly string[],
  now: Instant,
): Promise<{ readonly versions: ShownVersions; readonly size: number }> {
  const versions = { latest: [] as ShownVersions['latest'][number][], others: [] as ShownVersions['others'][number][] }
  const weights: number[] = []
  while (weights.length < bucketIds.length && howManyFit(weights) === weights.length) {
    const ahead = bucketIds.slice(weights.length, weights.length + LOOK_AHEAD)
    const { latest, others } = await shownVersions(store, ahead, now)
    versions.latest.push(...latest)
    versions.others.push(...others)
    const shown = [...latest, ...others]
    const bytes = await store.versions.weigh(idsOf(shown))
    const weightOf = new Map(shown.map(({ bucketId }, index) => [bucketId, bytes[index] ?? 0]))
    weights.push(...ahead.map((id) => weightOf.get(id) ?? 0))
  }
  return { versions, size: howManyFit(weights) }
}

async function* overviewsInTurn(
  store: Ports,
  buckets: readonly Bucket[],
  { latest, others }: ShownVersions,
): AsyncGenerator<BucketOverview> {
  const statuses = await statusesOf(store, idsOf(buckets))
  const isLatest = new Set(idsOf(latest))
  const versionOf = new Map([...latest, ...others].map(({ bucketId, id }) => [bucketId, id]))
  const versions = inStep(store.versions.read(buckets.flatMap(({ id }) => versionOf.get(id) ?? [])))
  try {
    for (const bucket of buckets) {
      const id = versionOf.get(bucket.id)
      const newestVersion = id === undefined ? null : await versions.take(id)
      const latestVersion = newestVersion && isLatest.has(newestVersion.id) ? newestVersion : null
      yield { bucket, latestVersion, newestVersion, ...statuses(bucket.id) }
    }
  } finally {
    await versions.end()
  }
}
