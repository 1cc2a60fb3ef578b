// Every kind of event: what its payload tells, what it is about, and what HCP Packer calls it. Nothing else knows these words.
import type { Labels } from '../../catalog/bucket/bucket.ts'
import type { VersionSummary } from '../../catalog/revocation/revocation.ts'
import type { Registry } from '../../registry/registry.ts'
import type { UntrackedImage } from '../../registry/run-task.ts'
import type { Event, EventAction, EventSubject } from './event.ts'
import type {
  buildFacts,
  changedBuild,
  ChannelSnapshot,
  finishedBuild,
  VersionSnapshot,
  wholeBuild,
} from './record-event.ts'

/** What an event concerns: a project with its registry, or a bucket with all that is in it. */
type About = 'project' | 'bucket'

interface Kind<Of extends About, Payload> {
  readonly about: Of
  readonly subject: EventSubject
  readonly action: EventAction
  readonly description: string
  /** Of the compiler alone. */
  readonly payload?: Payload
}

const kindAbout =
  <Of extends About>(about: Of) =>
  <Payload>(subject: EventSubject, action: EventAction, description: string): Kind<Of, Payload> => ({
    about,
    subject,
    action,
    description,
  })
const ofProject = kindAbout('project')
const ofBucket = kindAbout('bucket')

interface OfVersion {
  readonly version: VersionSnapshot
}
interface OfRestoration extends OfVersion {
  readonly inheritedFrom?: VersionSummary
}
interface OfRevocation extends OfRestoration {
  readonly skipDescendantsRevocation: boolean
}
interface OfAssignment {
  readonly channel: ChannelSnapshot
  readonly version: VersionSnapshot | null
  readonly previousVersion: VersionSnapshot | null
}
interface OfSbom extends OfVersion {
  readonly build: ReturnType<typeof buildFacts>
  readonly sbom: Readonly<Record<'id' | 'name' | 'format', string>>
}
interface OfRunTask {
  readonly runTask: { readonly apiId: string; readonly onUntrackedImage: UntrackedImage }
}
interface OfKey {
  readonly servicePrincipal: Readonly<Record<'id' | 'name', string>>
  readonly clientId: string
}
type Whole = ReturnType<typeof wholeBuild>

export const eventKinds = {
  'project.created': ofProject<{ readonly project: Readonly<Record<'id' | 'name', string>> }>(
    'project',
    'create',
    'Created project',
  ),
  'registry.created': ofProject<{ readonly registry: Registry }>('registry', 'create', 'Created registry'),
  'registry.updated': ofProject<{ readonly registry: Registry }>('registry', 'update', 'Updated registry'),
  'registry.deleted': ofProject<{ readonly registry: Registry }>('registry', 'delete', 'Deleted registry'),
  'run-task.created': ofProject<OfRunTask>('run-task', 'create', 'Created run task'),
  'run-task.updated': ofProject<OfRunTask>('run-task', 'update', 'Updated run task'),
  'run-task.key-regenerated': ofProject<OfRunTask>('run-task', 'update', 'Regenerated run task key'),
  'service-principal.created': ofProject<{
    readonly servicePrincipal: Readonly<Record<'id' | 'name' | 'role', string>>
  }>('service-principal', 'create', 'Created service principal'),
  'service-principal-key.created': ofProject<OfKey>('service-principal-key', 'create', 'Created service principal key'),
  'service-principal-key.deleted': ofProject<OfKey>('service-principal-key', 'delete', 'Deleted service principal key'),
  'bucket.created': ofBucket<{ readonly description: string; readonly labels: Labels }>(
    'bucket',
    'create',
    'Created bucket',
  ),
  'bucket.updated': ofBucket<{ readonly description: string }>('bucket', 'update', 'Updated bucket'),
  'bucket.labels-added': ofBucket<{ readonly newLabels: Labels }>('bucket', 'update', 'Added bucket labels'),
  'bucket.labels-updated': ofBucket<{ readonly updatedLabels: Labels; readonly removedLabels: readonly string[] }>(
    'bucket',
    'update',
    'Updated bucket labels',
  ),
  'bucket.deleted': ofBucket<{ readonly description: string; readonly labels: Labels }>(
    'bucket',
    'delete',
    'Deleted bucket',
  ),
  'version.created': ofBucket<OfVersion>('version', 'create', 'Created version'),
  'version.completed': ofBucket<OfVersion & { readonly builds: readonly ReturnType<typeof finishedBuild>[] }>(
    'version',
    'complete',
    'Completed version',
  ),
  'version.revocation-scheduled': ofBucket<OfRevocation>(
    'version',
    'schedule-revocation',
    'Scheduled version revocation',
  ),
  'version.revocation-cancelled': ofBucket<OfRestoration>(
    'version',
    'cancel-revocation',
    'Cancelled version revocation',
  ),
  'version.revoked': ofBucket<OfRevocation>('version', 'revoke', 'Revoked version'),
  'version.restored': ofBucket<OfRestoration>('version', 'restore', 'Restored version'),
  'version.deleted': ofBucket<OfVersion & { readonly builds?: readonly Whole[] }>(
    'version',
    'delete',
    'Deleted version',
  ),
  'build.created': ofBucket<OfVersion & { readonly build: Whole }>('build', 'create', 'Created build'),
  'build.updated': ofBucket<OfVersion & { readonly build: ReturnType<typeof changedBuild>; readonly reason?: string }>(
    'build',
    'update',
    'Updated build',
  ),
  'build.deleted': ofBucket<OfVersion & { readonly build: Whole }>('build', 'delete', 'Deleted build'),
  'sbom.uploaded': ofBucket<OfSbom>('sbom', 'create', 'Uploaded SBOM'),
  'sbom.replaced': ofBucket<OfSbom>('sbom', 'update', 'Replaced SBOM'),
  'channel.created': ofBucket<{ readonly channel: ChannelSnapshot }>('channel', 'create', 'Created channel'),
  'channel.updated': ofBucket<{ readonly channel: ChannelSnapshot }>('channel', 'update', 'Updated channel'),
  'channel.assigned': ofBucket<OfAssignment>('version', 'assign', 'Assigned version to channel'),
  'channel.deleted': ofBucket<{ readonly channel: ChannelSnapshot }>('channel', 'delete', 'Deleted channel'),
} as const

export type EventKind = keyof typeof eventKinds
export type PayloadOf<Name extends EventKind> = NonNullable<(typeof eventKinds)[Name]['payload']>
export type AboutOf<Name extends EventKind> = (typeof eventKinds)[Name]['about']

/** Of an event that tells no kind: those of old, whose words told it. */
export function kindOfWords({ subject, action, description }: Pick<Event, 'subject' | 'action' | 'description'>) {
  const kinds = Object.entries(eventKinds) as [EventKind, Kind<About, unknown>][]
  const [found] = kinds.find(
    ([, kind]) => kind.subject === subject && kind.action === action && kind.description === description,
  ) ?? [null]
  if (found === null) throw new Error(`no event is called "${description}"`)
  return found
}
