import { authorize } from '../authorize.ts'
import type { Context } from '../context.ts'
import type { Location } from '../location.ts'
import type { Page, PageRequest } from '../page.ts'
import { howManyFit } from '../page-weight.ts'
import type { BucketOrderField } from './bucket-store.ts'
import { type BucketOverview, idsOf, overviewsWith, type ShownVersions, shownVersions } from './get-bucket.ts'

/** The project's buckets; fewer than were asked for where the versions that are shown of them are large (page-weight.ts). */
export async function listBuckets(
  context: Context,
  { location, page }: { readonly location: Location; readonly page: PageRequest<BucketOrderField> },
): Promise<Page<BucketOverview>> {
  authorize(context, 'view', location)
  const { store, clock } = context
  const { projectId } = location
  const found = await store.buckets.list(projectId, page)
  const versions = await shownVersions(store, idsOf(found.items), clock.now())
  const shown = [...versions.latest, ...versions.others]
  const weights = await store.versions.weigh(idsOf(shown))
  const weightOf = new Map(shown.map(({ bucketId }, index) => [bucketId, weights[index] ?? 0]))
  // A page that is read backwards begins at its end.
  const walked = page.edge?.direction === 'before' ? found.items.toReversed() : found.items
  const size = howManyFit(walked.map(({ id }) => weightOf.get(id) ?? 0))
  const fitting = size === found.items.length ? found : await store.buckets.list(projectId, { ...page, size })
  return { ...fitting, items: await overviewsWith(store, fitting.items, only(versions, idsOf(fitting.items))) }
}

/** Those of these buckets alone. */
function only({ latest, others }: ShownVersions, bucketIds: readonly string[]): ShownVersions {
  const asked = new Set(bucketIds)
  const isAsked = ({ bucketId }: { readonly bucketId: string }) => asked.has(bucketId)
  return { latest: latest.filter(isAsked), others: others.filter(isAsked) }
}
