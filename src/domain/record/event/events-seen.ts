import { allowedBuckets, authorizeBuckets, isAllowed, type Permission } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { Location } from '../../location.ts'
import { type EventKind, eventKinds, type EventSubject } from './event-kinds.ts'
import type { EventHead } from './event-store.ts'
import type { About, Kind } from './kind-about.ts'

const KINDS: Readonly<Partial<Record<EventKind, Kind<About, unknown>>>> = eventKinds

/** What tells of the registry itself; all else that is of no bucket tells of who may use it. */
const OF_REGISTRY: readonly EventSubject[] = ['registry', 'run-task']

export type IsSeen = (head: Pick<EventHead, 'kind' | 'bucketId' | 'channelRestricted'>) => boolean

/**
 * Which events of the project the actor may see, of those that changed something: what is of deleted buckets is for who may see all buckets; what is of a
 * channel that was restricted then, or may have been, for who may see those. Refuses one who may see no bucket.
 */
export async function eventsSeen(context: Context, location: Location): Promise<IsSeen> {
  const names = authorizeBuckets(context, 'bucket.get', location)
  const seesBucket = await bucketsSeen(context, location, names)
  const seesRestricted = await bucketsAllowing(context, location, 'channel.get-restricted')
  const seesPolicy = await bucketsAllowing(context, location, 'policy.get')
  const seesAccess = isAllowed(context, 'policy.get', location)
  const seesRegistry = isAllowed(context, 'registry.get', location)

  return ({ kind, bucketId, channelRestricted }) => {
    const known = KINDS[kind]
    // A server of a later version has written it, and knows who may see it.
    if (known === undefined) return false
    const { about, subject } = known
    if (subject === 'permission') return false
    if (about === 'project') return OF_REGISTRY.includes(subject) ? seesRegistry : seesAccess
    if (!seesBucket(bucketId)) return false
    if (subject === 'policy') return seesPolicy(bucketId)
    return channelRestricted === null || !channelRestricted || seesRestricted(bucketId)
  }
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
