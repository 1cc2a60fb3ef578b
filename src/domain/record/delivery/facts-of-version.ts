import type { Context } from '../../context.ts'
import type { EventAction } from '../event/event-kinds.ts'
import type { Event } from '../event/event.ts'
import type { ChannelSnapshot, VersionSnapshot } from '../event/version-snapshot.ts'
import type { ToldBuild, ToldVersion } from './told-version.ts'

/** What payloads may have; they were written by many versions of the registry. */
interface Payload {
  readonly bucket?: { readonly id: string; readonly name: string }
  readonly version?: VersionSnapshot | null
  readonly previousVersion?: VersionSnapshot | null
  readonly channel?: ChannelSnapshot
  readonly builds?: readonly ToldBuild[]
  readonly skipDescendantsRevocation?: boolean
}

/** Of these there are no builds yet. */
const WITHOUT_BUILDS: readonly EventAction[] = ['create']

/** What an event about a version says, with what it leaves to others: the builds, which the event of the completion has. */
export async function factsOfVersion({ store }: Pick<Context, 'store'>, event: Event): Promise<ToldVersion> {
  const { id, action, description, organizationId, actor } = event
  const projectId = event.projectId ?? ''
  const payload: Payload = event.payload
  const { bucket = { id: event.bucketId, name: '' }, version = null, previousVersion = null, channel = null } = payload
  const buildsOf = async (of: VersionSnapshot | null) => (of === null ? null : completedBuilds(store, of.id))
  const withBuilds = !WITHOUT_BUILDS.includes(action)
  const registry = await store.registries.find(projectId)
  return {
    id,
    action,
    description,
    organizationId,
    projectId,
    registryId: registry?.id ?? '',
    bucket,
    version,
    actor,
    actorEmail: actor.type === 'user' ? ((await store.users.find(actor.id))?.email ?? '') : '',
    builds: withBuilds ? (payload.builds ?? (await buildsOf(version))) : null,
    skipDescendantsRevocation: payload.skipDescendantsRevocation ?? null,
    channel,
    previousVersion,
    previousBuilds: await buildsOf(previousVersion),
  }
}

/** From the event of the completion, or what is kept of it since that was pruned. */
async function completedBuilds({ events, stubs }: Pick<Context['store'], 'events' | 'stubs'>, versionId: string) {
  const completion = await events.findCompletion(versionId)
  const payload: Payload | undefined = completion?.payload
  return payload?.builds ?? ((await stubs.findBuilds(versionId)) as Payload['builds']) ?? []
}
