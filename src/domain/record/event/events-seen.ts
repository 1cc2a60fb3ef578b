import { allowedBuckets, authorizeBuckets, isAllowed } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { Location } from '../../location.ts'
import { type EventKind, eventKinds, type EventSubject } from './event-kinds.ts'
import type { EventHead } from './event-store.ts'
import type { About, Kind } from './kind-about.ts'

const KINDS: Readonly<Partial<Record<EventKind, Kind<About, unknown>>>> = eventKinds

/** The subjects of events about the registry itself. All other events without a bucket are about who may use the registry. */
const OF_REGISTRY: readonly EventSubject[] = ['registry', 'run-task']

export type IsSeen = (head: Pick<EventHead, 'kind' | 'bucketId' | 'channelRestricted'>) => boolean

/**
 * Returns a check of whether the actor may see an event of the project. Refusals, which record no change, never pass it. Events of
 * deleted buckets are for actors who may see all buckets; events of a channel that was restricted then, or may have been, for actors who
 * may see restricted channels. Throws `permission_denied` if the actor may see no bucket.
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
    // A server of a later version wrote the event: only that version knows who may see it.
    if (known === undefined) return false
    const { about, subject } = known
    if (subject === 'permission') return false
    if (about === 'project') return OF_REGISTRY.includes(subject) ? seesRegistry : seesAccess
    if (!seesBucket(bucketId)) return false
    if (subject === 'policy') return seesPolicy(bucketId)
    return channelRestricted === null || !channelRestricted || seesRestricted(bucketId)
  }
}

/** Turns lists of bucket names (null for all buckets) into checks of a bucket's id. The names of all lists are looked up together. */
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
