import { allowedBuckets, authorizeBuckets, isAllowed, type Permission } from '../../authorize.ts'
import { viewBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { fail, invalidArgument, notFound } from '../../errors.ts'
import type { Location } from '../../location.ts'
import type { Page, PageRequest } from '../../page.ts'
import { type EventKind, eventKinds, type EventSubject } from './event-kinds.ts'
import type { EventHead, EventOrderField } from './event-store.ts'
import type { Event } from './event.ts'

/** What is empty asks for any. */
export interface WantedEvents {
  readonly location: Location
  readonly bucketName: string
  readonly versionFingerprint: string
  readonly actorId: string
  readonly kinds: readonly EventKind[]
  readonly page: PageRequest<EventOrderField>
}

/** What tells of the registry itself; all else that is of no bucket tells of who may use it. */
const OF_REGISTRY: readonly EventSubject[] = ['registry', 'run-task']

/**
 * What was changed in the project, as far as the actor may see what it happened to. Who asks for a bucket that they may not see
 * is refused in the same words whether there is one or not. What is of deleted buckets is for who may see all buckets; what is
 * of a channel that was restricted then, or may have been, for who may see those.
 */
export async function listEvents(context: Context, wanted: WantedEvents): Promise<Page<Event>> {
  const names = authorizeBuckets(context, 'bucket.get', wanted.location)
  const { location, page } = wanted
  const { bucketId, isWanted } = await filterOf(context, wanted)
  const seesBucket = await bucketsSeen(context, location, names)
  const seesRestricted = await bucketsAllowing(context, location, 'channel.get-restricted')
  const seesPolicy = await bucketsAllowing(context, location, 'policy.get')
  const seesAccess = isAllowed(context, 'policy.get', location)
  const seesRegistry = isAllowed(context, 'registry.get', location)

  const isSeen = ({ kind, bucketId, channelRestricted }: EventHead): boolean => {
    const { about, subject } = eventKinds[kind]
    if (subject === 'permission') return false
    if (about === 'project') return OF_REGISTRY.includes(subject) ? seesRegistry : seesAccess
    if (!seesBucket(bucketId)) return false
    if (subject === 'policy') return seesPolicy(bucketId)
    return channelRestricted === null || !channelRestricted || seesRestricted(bucketId)
  }
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

type OnBucket = (bucketId: string) => boolean

const bucketsAllowing = (context: Context, location: Location, permission: Permission): Promise<OnBucket> =>
  bucketsSeen(context, location, allowedBuckets(context, permission, location))

async function bucketsSeen(
  { store }: Context,
  { projectId }: Location,
  names: readonly string[] | null,
): Promise<OnBucket> {
  if (names === null) return () => true
  const ids = new Set<string>()
  for (const name of names) {
    const bucket = await store.buckets.find(projectId, name)
    if (bucket) ids.add(bucket.id)
  }
  return (bucketId) => ids.has(bucketId)
}
