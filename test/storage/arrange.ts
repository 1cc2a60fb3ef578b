// Things to store. Each has ids and names of its own; a test states only what it is about.
import type { Bucket } from '../../src/domain/catalog/bucket/bucket.ts'
import type { Artifact, Build } from '../../src/domain/catalog/build/build.ts'
import type {
  Channel,
  ChannelAssignment,
  ChannelOutline,
  ListedChannel,
} from '../../src/domain/catalog/channel/channel.ts'
import type { Sbom } from '../../src/domain/catalog/sbom/sbom.ts'
import type { Version, VersionOutline } from '../../src/domain/catalog/version/version.ts'
import type { Organization, Project } from '../../src/domain/organization/organization.ts'
import type { LoginToken, Principal, ServicePrincipalKey } from '../../src/domain/principal/principal.ts'
import type { WorkloadIdentityProvider } from '../../src/domain/principal/workload/workload.ts'
import type { Event } from '../../src/domain/record/event/event.ts'
import type { Store } from '../../src/domain/store.ts'

let last = 0
/** Ids that sort in the order in which they were made. */
export const newId = (): string => {
  last += 1
  return `id-${String(last).padStart(6, '0')}`
}

/** The time `milliseconds` after everything here is made. */
export const at = (milliseconds: number): string => new Date(Date.UTC(2026, 0, 2) + milliseconds).toISOString()

export const anOrganization = (given: Partial<Organization> = {}): Organization => ({
  id: newId(),
  name: 'Acme',
  createdAt: at(0),
  ...given,
})

export const aProject = (organization: Organization, given: Partial<Project> = {}): Project => ({
  id: newId(),
  organizationId: organization.id,
  name: 'images',
  description: 'golden ones',
  createdAt: at(0),
  ...given,
})

export function aBucket(project: Project, given: Partial<Bucket> = {}): Bucket {
  const id = newId()
  return {
    id,
    projectId: project.id,
    name: `bucket-${id}`,
    description: 'a bucket',
    labels: { team: 'platform' },
    versionCount: 0,
    lastSequence: 0,
    createdAt: at(0),
    updatedAt: at(0),
    ...given,
  }
}

export function aVersion(bucket: Bucket, given: Partial<Version> = {}): Version {
  const id = newId()
  return {
    id,
    bucketId: bucket.id,
    bucketName: bucket.name,
    fingerprint: `fp-${id}`,
    templateType: 'hcl2',
    sequence: null,
    authorId: 'ci',
    createdAt: at(0),
    updatedAt: at(0),
    builds: [],
    revocation: null,
    parents: [],
    hasDescendants: false,
    ...given,
  }
}

export const anArtifact = (given: Partial<Artifact> = {}): Artifact => ({
  id: newId(),
  externalIdentifier: `ami-${String(last)}`,
  region: 'eu-west-1',
  createdAt: at(0),
  ...given,
})

export function aBuild(version: Version, given: Partial<Build> = {}): Build {
  const id = newId()
  return {
    id,
    versionId: version.id,
    componentType: `amazon-ebs.${id}`,
    status: 'done',
    platform: 'aws',
    packerRunUuid: 'ad3ea3ba-5a7e-4ba2-a66e-0c0b0d0e0f00',
    labels: { os: 'ubuntu' },
    artifacts: [],
    sourceExternalIdentifier: 'ami-source',
    parentVersionId: 'parent-version',
    parentChannelId: 'parent-channel',
    metadata: { packer: { version: '1.15.1' }, cicd: null, vcs: { refs: ['main'] } },
    heartbeatAt: null,
    startedAt: null,
    createdAt: at(0),
    updatedAt: at(0),
    ...given,
  }
}

export const aChannel = (bucket: Bucket, given: Partial<Channel> = {}): Channel => ({
  id: newId(),
  bucketId: bucket.id,
  bucketName: bucket.name,
  name: 'production',
  authorId: 'ci',
  managed: false,
  restricted: true,
  version: null,
  createdAt: at(0),
  updatedAt: at(0),
  ...given,
})

export const anAssignment = (channel: Channel, given: Partial<ChannelAssignment> = {}): ChannelAssignment => ({
  id: newId(),
  channelId: channel.id,
  version: null,
  authorId: 'ci',
  assignedAt: at(0),
  ...given,
})

/** The version with only the outlines of its builds. */
export const outlineOf = (version: Version): VersionOutline => ({
  ...version,
  builds: version.builds.map(({ id, componentType, status, platform, createdAt, updatedAt }) => ({
    id,
    componentType,
    status,
    platform,
    createdAt,
    updatedAt,
  })),
})

export const listedChannelOf = ({ version, ...channel }: Channel): ListedChannel => ({
  ...channel,
  version: version && { id: version.id },
})

export const channelOutlineOf = (channel: Channel): ChannelOutline => ({
  ...channel,
  version: channel.version && outlineOf(channel.version),
})

export const anSbom = (build: Build, given: Partial<Sbom> = {}): Sbom => ({
  id: newId(),
  buildId: build.id,
  name: 'sbom',
  format: 'cyclonedx',
  createdAt: at(0),
  ...given,
})

export const aPrincipal = (organization: Organization, given: Partial<Principal> = {}): Principal => ({
  id: newId(),
  kind: 'service',
  organizationId: organization.id,
  projectId: null,
  name: `ci-${String(last)}`,
  displayName: 'CI',
  description: '',
  createdAt: at(0),
  disabledAt: null,
  ...given,
})

export const aKey = (principal: Principal, given: Partial<ServicePrincipalKey> = {}): ServicePrincipalKey => ({
  clientId: newId(),
  principalId: principal.id,
  secretHash: 'c0ffee',
  createdAt: at(0),
  ...given,
})

export const aLoginToken = (principal: Principal, given: Partial<LoginToken> = {}): LoginToken => ({
  hash: newId(),
  principalId: principal.id,
  grant: { kind: 'workload-identity', id: 'provider' },
  expiresAt: at(1000),
  ...given,
})

export const aProvider = (
  principal: Principal,
  given: Partial<WorkloadIdentityProvider> = {},
): WorkloadIdentityProvider => ({
  id: newId(),
  principalId: principal.id,
  name: `provider-${String(last)}`,
  description: 'pipelines',
  trust: { kind: 'oidc', issuer: 'https://issuer.example', audiences: ['assay', 'other'] },
  conditionalAccess: 'jwt_claims.sub == "ci"',
  createdAt: at(0),
  updatedAt: at(0),
  ...given,
})

export const anEvent = (project: Project, given: Partial<Event> = {}): Event => ({
  id: newId(),
  kind: 'bucket.created',
  form: 1,
  organizationId: project.organizationId,
  projectId: project.id,
  at: at(0),
  subject: 'bucket',
  action: 'create',
  description: 'Created bucket',
  actor: { type: 'service', id: 'principal', name: 'ci' },
  address: '192.0.2.1',
  requestId: 'request',
  bucketId: 'bucket',
  versionId: '',
  payload: { bucket: { name: 'ubuntu' } },
  ...given,
})

/** An organization with one project, stored. */
export async function storedProject(store: Store): Promise<{ organization: Organization; project: Project }> {
  const organization = anOrganization()
  const project = aProject(organization)
  await store.transaction(async ({ organizations }) => {
    await organizations.insertOrganization(organization)
    await organizations.insertProject(project)
  })
  return { organization, project }
}

/** A bucket in a project of its own, stored. */
export async function storedBucket(store: Store): Promise<{ project: Project; bucket: Bucket }> {
  const { project } = await storedProject(store)
  const bucket = aBucket(project)
  await store.transaction(({ buckets }) => buckets.insert(bucket))
  return { project, bucket }
}

/** The version with its builds, their artifacts and the edges that they name, stored. */
export async function storeVersion(store: Store, version: Version): Promise<void> {
  await store.transaction(async ({ versions, builds, ancestry }) => {
    await versions.insert(version)
    for (const build of version.builds) await builds.insert(build)
    await ancestry.record(version.id)
  })
}

/** A complete version with two builds, the first with artifacts, in a bucket of its own, stored. */
export async function storedVersion(store: Store): Promise<{ project: Project; bucket: Bucket; version: Version }> {
  const { project, bucket } = await storedBucket(store)
  const empty = aVersion(bucket, { sequence: 1 })
  const builds = [
    aBuild(empty, { artifacts: [anArtifact(), anArtifact({ region: 'us-east-1' })] }),
    aBuild(empty, { metadata: null, labels: {} }),
  ]
  const version = { ...empty, builds }
  await storeVersion(store, version)
  return { project, bucket, version }
}
