import { allowedBuckets, authorizeBuckets, isAllowed } from '../../authorize.ts'
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
  const seen = authorizeBuckets(context, 'bucket.get', location)
  const restricted = allowedBuckets(context, 'channel.get-restricted', location)
  const ofPolicy = allowedBuckets(context, 'policy.get', location)
  const isOne = await bucketsNamed(context, location, [seen, restricted, ofPolicy])
  const [seesBucket, seesRestricted, seesPolicy] = [isOne(seen), isOne(restricted), isOne(ofPolicy)]
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

/** Whether a bucket is one of these, which are names; null for all. They are looked up together. */
async function bucketsNamed(
  { store }: Context,
  { projectId }: Location,
  lists: readonly (readonly string[] | null)[],
): Promise<(names: readonly string[] | null) => (bucketId: string) => boolean> {
  const all = [...new Set(lists.flatMap((names) => names ?? []))]
  const ids = all.length === 0 ? new Map<string, string>() : await store.buckets.findIds(projectId, all)
  return (names) => {
    if (names === null) return () => true
    const these = new Set(names.map((name) => ids.get(name)))
    return (bucketId) => these.has(bucketId)
  }
}
