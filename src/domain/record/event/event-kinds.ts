// Every kind of event: its payload, its subject, and HCP Packer's words for it. Nothing else defines these words.
import type { VersionSummary } from '../../catalog/revocation/revocation.ts'
import type { Labels } from '../../catalog/bucket/bucket.ts'
import type { RoleBinding } from '../../principal/role/role.ts'
import type { Registry } from '../../registry/registry.ts'
import type { UntrackedImage } from '../../registry/run-task.ts'
import { type About, type Kind, kindAbout } from './kind-about.ts'
import { kindsOfEmails } from './kinds-of-emails.ts'
import { kindsOfPeople } from './kinds-of-people.ts'
import { kindsOfStreams } from './kinds-of-streams.ts'
import { kindsOfWebhooks } from './kinds-of-webhooks.ts'
import type {
  buildFacts,
  changedBuild,
  ChannelSnapshot,
  finishedBuild,
  VersionSnapshot,
  wholeBuild,
} from './version-snapshot.ts'

export type { EventAction, EventSubject } from './kind-about.ts'

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
interface OfImport {
  readonly source: string
  readonly records: readonly Readonly<Record<'kind' | 'name' | 'outcome', string>>[]
}
interface OfRunTask {
  readonly runTask: { readonly apiId: string; readonly onUntrackedImage: UntrackedImage }
}
/** The previous values of what has changed or could have. */
interface WithPrevious<Previous> {
  readonly previous: Previous
}
interface OfProject {
  readonly project: Readonly<Record<'id' | 'name', string>>
}
interface OfGroup {
  readonly group: Readonly<Record<'id' | 'name' | 'displayName', string>>
}
/** Includes the name of the principal, which may be deleted by the time the event is read. */
interface NamedBinding extends RoleBinding {
  readonly name: string
}
interface OfPolicy {
  readonly resource: Readonly<Record<'type' | 'id' | 'label', string>>
  readonly granted: readonly NamedBinding[]
  readonly withdrawn: readonly NamedBinding[]
}
interface OfKey {
  readonly servicePrincipal: Readonly<Record<'id' | 'name', string>>
  readonly clientId: string
}
interface OfProvider extends Pick<OfKey, 'servicePrincipal'> {
  readonly provider: Readonly<Record<'id' | 'name' | 'conditionalAccess', string>> & { readonly trust: object }
}
type Whole = ReturnType<typeof wholeBuild>

export const eventKinds = {
  'project.created': ofProject<OfProject>('project', 'create', 'Created project'),
  'project.updated': ofProject<OfProject & Readonly<Record<'description', string>> & WithPrevious<object>>(
    'project',
    'update',
    'Updated project',
  ),
  'project.deleted': ofProject<OfProject>('project', 'delete', 'Deleted project'),
  'organization.updated': ofProject<
    { readonly organization: Readonly<Record<'id' | 'name', string>> } & WithPrevious<Readonly<Record<'name', string>>>
  >('organization', 'update', 'Updated organization'),
  'policy.updated': ofProject<OfPolicy>('policy', 'update', 'Updated IAM policy'),
  'bucket.policy-updated': ofBucket<OfPolicy>('policy', 'update', 'Updated bucket IAM policy'),
  'group.created': ofProject<OfGroup & { readonly description: string; readonly added: readonly string[] }>(
    'group',
    'create',
    'Created group',
  ),
  'group.updated': ofProject<OfGroup & { readonly description: string } & WithPrevious<object>>(
    'group',
    'update',
    'Updated group',
  ),
  'group.members-updated': ofProject<OfGroup & Readonly<Record<'added' | 'removed', readonly string[]>>>(
    'group',
    'update',
    'Updated group members',
  ),
  'group.deleted': ofProject<OfGroup>('group', 'delete', 'Deleted group'),
  'registry.created': ofProject<{ readonly registry: Registry }>('registry', 'create', 'Created registry'),
  'registry.updated': ofProject<
    { readonly registry: Registry } & WithPrevious<Pick<Registry, 'featureTier' | 'activated'>>
  >('registry', 'update', 'Updated registry'),
  'registry.deleted': ofProject<{ readonly registry: Registry }>('registry', 'delete', 'Deleted registry'),
  /** The import of records from another registry. What happened to them there is not recorded as events here. */
  'registry.imported': ofProject<OfImport>('registry', 'import', 'Imported from another registry'),
  'run-task.created': ofProject<OfRunTask>('run-task', 'create', 'Created run task'),
  'run-task.updated': ofProject<OfRunTask & WithPrevious<Pick<OfRunTask['runTask'], 'onUntrackedImage'>>>(
    'run-task',
    'update',
    'Updated run task',
  ),
  'run-task.key-regenerated': ofProject<OfRunTask>('run-task', 'update', 'Regenerated run task key'),
  'service-principal.created': ofProject<{
    readonly servicePrincipal: Readonly<Record<'id' | 'name', string>> & { readonly role?: string }
  }>('service-principal', 'create', 'Created service principal'),
  'service-principal.deleted': ofProject<Pick<OfKey, 'servicePrincipal'>>(
    'service-principal',
    'delete',
    'Deleted service principal',
  ),
  'service-principal-key.created': ofProject<OfKey>('service-principal-key', 'create', 'Created service principal key'),
  'service-principal-key.deleted': ofProject<OfKey>('service-principal-key', 'delete', 'Deleted service principal key'),
  'workload-identity-provider.created': ofProject<OfProvider>(
    'workload-identity-provider',
    'create',
    'Created workload identity provider',
  ),
  'workload-identity-provider.updated': ofProject<
    OfProvider & WithPrevious<Pick<OfProvider['provider'], 'conditionalAccess' | 'trust'>>
  >('workload-identity-provider', 'update', 'Updated workload identity provider'),
  'workload-identity-provider.deleted': ofProject<OfProvider>(
    'workload-identity-provider',
    'delete',
    'Deleted workload identity provider',
  ),
  'workload-identity.exchanged': ofProject<OfProvider & { readonly subject: string }>(
    'workload-identity',
    'exchange',
    'Exchanged workload identity',
  ),
  'workload-identity.refused': ofProject<OfProvider & { readonly reason: string }>(
    'workload-identity',
    'refuse',
    'Refused workload identity',
  ),
  'bucket.created': ofBucket<{ readonly description: string; readonly labels: Labels }>(
    'bucket',
    'create',
    'Created bucket',
  ),
  'bucket.updated': ofBucket<{ readonly description: string } & WithPrevious<{ readonly description: string }>>(
    'bucket',
    'update',
    'Updated bucket',
  ),
  'bucket.labels-added': ofBucket<{ readonly newLabels: Labels }>('bucket', 'update', 'Added bucket labels'),
  'bucket.labels-updated': ofBucket<
    { readonly updatedLabels: Labels; readonly removedLabels: readonly string[] } & WithPrevious<{
      readonly labels: Labels
    }>
  >('bucket', 'update', 'Updated bucket labels'),
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
  'build.updated': ofBucket<
    OfVersion & { readonly build: ReturnType<typeof changedBuild>; readonly reason?: string } & WithPrevious<
        Partial<ReturnType<typeof buildFacts>>
      >
  >('build', 'update', 'Updated build'),
  'build.deleted': ofBucket<OfVersion & { readonly build: Whole }>('build', 'delete', 'Deleted build'),
  'sbom.uploaded': ofBucket<OfSbom>('sbom', 'create', 'Uploaded SBOM'),
  'sbom.replaced': ofBucket<OfSbom>('sbom', 'update', 'Replaced SBOM'),
  'channel.created': ofBucket<{ readonly channel: ChannelSnapshot }>('channel', 'create', 'Created channel'),
  'channel.updated': ofBucket<
    { readonly channel: ChannelSnapshot } & WithPrevious<Pick<ChannelSnapshot, 'restricted'>>
  >('channel', 'update', 'Updated channel'),
  'channel.assigned': ofBucket<OfAssignment>('version', 'assign', 'Assigned version to channel'),
  'channel.deleted': ofBucket<{ readonly channel: ChannelSnapshot }>('channel', 'delete', 'Deleted channel'),
  ...kindsOfPeople,
  ...kindsOfWebhooks,
  ...kindsOfEmails,
  ...kindsOfStreams,
} as const

export type EventKind = keyof typeof eventKinds
export type PayloadOf<Name extends EventKind> = NonNullable<(typeof eventKinds)[Name]['payload']>
export type AboutOf<Name extends EventKind> = (typeof eventKinds)[Name]['about']

/** Finds the kind of an event by its words: old events were stored without their kind. Undefined where no kind has these words. */
export function kindOfWords({ subject, action, description }: Omit<Kind<About, unknown>, 'about' | 'payload'>) {
  const kinds = Object.entries(eventKinds) as [EventKind, Kind<About, unknown>][]
  return kinds.find(
    ([, kind]) => kind.subject === subject && kind.action === action && kind.description === description,
  )?.[0]
}
