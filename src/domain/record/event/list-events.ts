import { authorizeBuckets } from '../../authorize.ts'
import { viewBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { fail, invalidArgument, notFound } from '../../errors.ts'
import type { Location } from '../../location.ts'
import type { PageRequest, SearchedPage } from '../../page.ts'
import type { EventKind } from './event-kinds.ts'
import type { EventHead, EventOrderField } from './event-store.ts'
import type { Event } from './event.ts'
import { eventsSeen } from './events-seen.ts'

/** Filters for events. A filter that is empty matches any event. */
export interface WantedEvents {
  readonly location: Location
  readonly bucketName: string
  readonly versionFingerprint: string
  readonly actorId: string
  readonly kinds: readonly EventKind[]
  readonly page: PageRequest<EventOrderField>
}

/**
 * Lists the changes in the project that the actor may see (`eventsSeen`). A request for a bucket that the actor may not see gets the same
 * error whether or not that bucket exists.
 */
export async function listEvents(context: Context, wanted: WantedEvents): Promise<SearchedPage<Event>> {
  const { location, page } = wanted
  authorizeBuckets(context, 'bucket.get', location)
  const { bucketId, isWanted } = await filterOf(context, wanted)
  const isSeen = await eventsSeen(context, location)
  const of = { projectId: location.projectId, bucketId }
  return context.store.events.search(of, page, (head) => isWanted(head) && isSeen(head))
}

interface Filter {
  /** Null for all. */
  readonly bucketId: string | null
  readonly isWanted: (head: EventHead) => boolean
}

async function filterOf(
  context: Context,
  { location, bucketName, versionFingerprint, actorId, kinds }: WantedEvents,
): Promise<Filter> {
  if (bucketName === '' && versionFingerprint !== '')
    throw invalidArgument('version_fingerprint', 'is that of a version of one bucket: send bucket_name as well')
  const bucket = bucketName === '' ? null : await viewBucket(context, 'bucket.get', { location, bucketName })
  const version =
    bucket === null || versionFingerprint === ''
      ? null
      : ((await context.store.versions.findOutline(bucket.id, versionFingerprint)) ??
        fail(notFound('version', versionFingerprint)))
  const isWanted = ({ kind, versionId, actorId: by }: EventHead) =>
    (version === null || versionId === version.id) &&
    (actorId === '' || by === actorId) &&
    (kinds.length === 0 || kinds.includes(kind))
  return { bucketId: bucket?.id ?? null, isWanted }
}
