// Every kind of event: what its payload tells, what it is about, and what HCP Packer calls it. Nothing else knows these words.
import { isDeepStrictEqual } from 'node:util'
import type { Build } from '../../catalog/build/build.ts'
import type { ChannelOutline } from '../../catalog/channel/channel.ts'
import type { Revocation, VersionSummary } from '../../catalog/revocation/revocation.ts'
import { nameOf, statusOf, type VersionOutline } from '../../catalog/version/version.ts'
import type { Instant } from '../../clock.ts'
import type { Labels } from '../../catalog/bucket/bucket.ts'
import type { Registry } from '../../registry/registry.ts'
import type { UntrackedImage } from '../../registry/run-task.ts'

export type EventAction =
  | 'create'
  | 'update'
  | 'delete'
  | 'complete'
  | 'assign'
  | 'revoke'
  | 'restore'
  | 'schedule-revocation'
  | 'cancel-revocation'

export type EventSubject =
  | 'project'
  | 'registry'
  | 'bucket'
  | 'version'
  | 'build'
  | 'sbom'
  | 'channel'
  | 'run-task'
  | 'service-principal'
  | 'service-principal-key'

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
export function kindOfWords({ subject, action, description }: Omit<Kind<About, unknown>, 'about' | 'payload'>) {
  const kinds = Object.entries(eventKinds) as [EventKind, Kind<About, unknown>][]
  const [found] = kinds.find(
    ([, kind]) => kind.subject === subject && kind.action === action && kind.description === description,
  ) ?? [null]
  if (found === null) throw new Error(`no event is called "${description}"`)
  return found
}

// --- What payloads tell of a version, a channel and a build; event.ts says which of it when -----------------------------

type Known = Pick<VersionOutline, 'id' | 'fingerprint' | 'sequence' | 'builds'> & {
  readonly revocation: Pick<Revocation, 'at' | 'appliedAt' | 'message' | 'author'> | null
}

export const versionSnapshot = (version: Known, now: Instant) => ({
  id: version.id,
  fingerprint: version.fingerprint,
  name: nameOf(version),
  status: statusOf(version, now),
  revokeAt: version.revocation?.at ?? null,
  revocationMessage: version.revocation?.message ?? '',
  revocationAuthor: version.revocation?.author ?? '',
})

export const channelSnapshot = ({ id, name, authorId, managed, restricted }: ChannelOutline) => ({
  id,
  name,
  authorId,
  managed,
  restricted,
})

/** Which build it is, how far it got and where it comes from: a few hundred bytes, whatever hangs on the build. */
export const buildFacts = (build: Build) => ({
  id: build.id,
  status: build.status,
  platform: build.platform,
  componentType: build.componentType,
  sourceExternalIdentifier: build.sourceExternalIdentifier,
  parentVersionId: build.parentVersionId,
  parentChannelId: build.parentChannelId,
})

const artifactsOf = ({ artifacts }: Build) =>
  artifacts.map(({ externalIdentifier, region }) => ({ externalIdentifier, region }))

/** The build with all that hangs on it. */
export const wholeBuild = (build: Build) => ({ ...finishedBuild(build), metadata: build.metadata })

/** The build as readers of webhooks want it once its version is complete. */
export const finishedBuild = (build: Build) => ({
  ...buildFacts(build),
  labels: build.labels,
  artifacts: artifactsOf(build),
})

/** The build with what an update has given it: labels that are new or have another value, artifacts, metadata. */
export function changedBuild(before: Build, after: Build) {
  const labels = Object.entries(after.labels).filter(
    ([name, value]) => !Object.hasOwn(before.labels, name) || before.labels[name] !== value,
  )
  return {
    ...buildFacts(after),
    ...(labels.length > 0 ? { labels: Object.fromEntries(labels) } : {}),
    ...(isDeepStrictEqual(after.artifacts, before.artifacts) ? {} : { artifacts: artifactsOf(after) }),
    ...(isDeepStrictEqual(after.metadata, before.metadata) ? {} : { metadata: after.metadata }),
  }
}

export type VersionSnapshot = ReturnType<typeof versionSnapshot>
export type ChannelSnapshot = ReturnType<typeof channelSnapshot>
