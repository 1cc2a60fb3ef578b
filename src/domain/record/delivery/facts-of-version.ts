import type { Context } from '../../context.ts'
import type { EventAction } from '../event/event-kinds.ts'
import type { Event } from '../event/event.ts'
import type { ChannelSnapshot, VersionSnapshot } from '../event/version-snapshot.ts'
import type { ReportedBuild, ReportedVersion } from './reported-version.ts'

/** The members that a payload may have: payloads were written by many versions of the registry. */
interface Payload {
  readonly bucket?: { readonly id: string; readonly name: string }
  readonly version?: VersionSnapshot | null
  readonly previousVersion?: VersionSnapshot | null
  readonly channel?: ChannelSnapshot
  readonly builds?: readonly ReportedBuild[]
  readonly skipDescendantsRevocation?: boolean
}

/** Actions on versions that have no builds yet. */
const WITHOUT_BUILDS: readonly EventAction[] = ['create']

/** Returns the facts that an event about a version records, with the builds, which usually only the version's completion event records. */
export async function factsOfVersion({ store }: Pick<Context, 'store'>, event: Event): Promise<ReportedVersion> {
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

/** Reads the builds from the completion event or, if that was pruned, from what pruning kept of it. */
async function completedBuilds({ events, stubs }: Pick<Context['store'], 'events' | 'stubs'>, versionId: string) {
  const completion = await events.findCompletion(versionId)
  const payload: Payload | undefined = completion?.payload
  return payload?.builds ?? ((await stubs.findBuilds(versionId)) as Payload['builds']) ?? []
}
