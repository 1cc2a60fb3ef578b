// Rows to domain objects and back, for the nouns of a registry; identity-columns.ts has the others. Only here is it known
// how a value is kept. Versions are read as one JSON document with their builds and artifacts (version-document.ts).
import type { Bucket, Labels } from '../domain/bucket/bucket.ts'
import type { Artifact, Build, BuildMetadata } from '../domain/build/build.ts'
import type { Channel, ChannelAssignment } from '../domain/channel/channel.ts'
import type { Event } from '../domain/event/event.ts'
import type { Operation } from '../domain/operation/operation.ts'
import type { Registry } from '../domain/registry/registry.ts'
import type { Sbom } from '../domain/sbom/sbom.ts'
import type { Version } from '../domain/version/version.ts'
import type * as rows from './schema.ts'

/** The sequence of a version that is not complete. */
export const INCOMPLETE = 0

export const sequenceColumn = (version: Pick<Version, 'sequence'>): number => version.sequence ?? INCOMPLETE

/** A plain array: drivers answer with buffers of their own. */
export const bytesFrom = (column: Uint8Array): Uint8Array => new Uint8Array(column)

const flag = (value: boolean): rows.Flag => (value ? 1 : 0)
const json = (value: unknown): rows.Json => JSON.stringify(value)
const labelsFrom = (column: rows.Json): Labels => JSON.parse(column) as Labels

export const registryRow = (registry: Registry): rows.RegistryRow => ({
  id: registry.id,
  project_id: registry.projectId,
  feature_tier: registry.featureTier,
  activated: flag(registry.activated),
  created_at: registry.createdAt,
  updated_at: registry.updatedAt,
})
export const registryFrom = (row: rows.RegistryRow): Registry => ({
  id: row.id,
  projectId: row.project_id,
  featureTier: row.feature_tier,
  activated: row.activated === 1,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export const bucketRow = (bucket: Bucket): rows.BucketRow => ({
  id: bucket.id,
  project_id: bucket.projectId,
  name: bucket.name,
  description: bucket.description,
  labels: json(bucket.labels),
  version_count: bucket.versionCount,
  last_sequence: bucket.lastSequence,
  created_at: bucket.createdAt,
  updated_at: bucket.updatedAt,
})
export const bucketFrom = (row: rows.BucketRow): Bucket => ({
  id: row.id,
  projectId: row.project_id,
  name: row.name,
  description: row.description,
  labels: labelsFrom(row.labels),
  versionCount: row.version_count,
  lastSequence: row.last_sequence,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export const versionRow = (version: Version): rows.VersionRow => ({
  id: version.id,
  bucket_id: version.bucketId,
  fingerprint: version.fingerprint,
  template_type: version.templateType,
  sequence: sequenceColumn(version),
  author_id: version.authorId,
  created_at: version.createdAt,
  updated_at: version.updatedAt,
})

export type ArtifactDocument = Omit<rows.ArtifactRow, 'build_id'>
export interface BuildDocument extends rows.BuildRow {
  readonly artifacts: readonly ArtifactDocument[]
}
export interface VersionDocument extends rows.VersionRow {
  readonly bucket_name: string
  readonly builds: readonly BuildDocument[]
}

export function versionFrom(column: rows.Json): Version {
  const document = JSON.parse(column) as VersionDocument
  return {
    id: document.id,
    bucketId: document.bucket_id,
    bucketName: document.bucket_name,
    fingerprint: document.fingerprint,
    templateType: document.template_type,
    sequence: document.sequence === INCOMPLETE ? null : document.sequence,
    authorId: document.author_id,
    createdAt: document.created_at,
    updatedAt: document.updated_at,
    builds: document.builds.toSorted(byAge).map(buildFrom),
  }
}

const byAge = (one: BuildDocument, other: BuildDocument): number =>
  one.created_at === other.created_at ? compare(one.id, other.id) : compare(one.created_at, other.created_at)
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

export const buildRow = (build: Build): rows.BuildRow => ({
  id: build.id,
  version_id: build.versionId,
  component_type: build.componentType,
  status: build.status,
  platform: build.platform,
  packer_run_uuid: build.packerRunUuid,
  labels: json(build.labels),
  source_external_identifier: build.sourceExternalIdentifier,
  parent_version_id: build.parentVersionId,
  parent_channel_id: build.parentChannelId,
  metadata: build.metadata === null ? null : json(build.metadata),
  created_at: build.createdAt,
  updated_at: build.updatedAt,
})
export const buildFrom = (document: BuildDocument): Build => ({
  id: document.id,
  versionId: document.version_id,
  componentType: document.component_type,
  status: document.status,
  platform: document.platform,
  packerRunUuid: document.packer_run_uuid,
  labels: labelsFrom(document.labels),
  artifacts: document.artifacts.toSorted((one, other) => one.position - other.position).map(artifactFrom),
  sourceExternalIdentifier: document.source_external_identifier,
  parentVersionId: document.parent_version_id,
  parentChannelId: document.parent_channel_id,
  metadata: document.metadata === null ? null : (JSON.parse(document.metadata) as BuildMetadata),
  createdAt: document.created_at,
  updatedAt: document.updated_at,
})

export const artifactRow = (artifact: Artifact, buildId: string, position: number): rows.ArtifactRow => ({
  id: artifact.id,
  build_id: buildId,
  position,
  external_identifier: artifact.externalIdentifier,
  region: artifact.region,
  created_at: artifact.createdAt,
})
export const artifactFrom = (row: Omit<ArtifactDocument, 'position'>): Artifact => ({
  id: row.id,
  externalIdentifier: row.external_identifier,
  region: row.region,
  createdAt: row.created_at,
})

export const channelRow = (channel: Channel): rows.ChannelRow => ({
  id: channel.id,
  bucket_id: channel.bucketId,
  name: channel.name,
  author_id: channel.authorId,
  managed: flag(channel.managed),
  restricted: flag(channel.restricted),
  version_id: channel.version?.id ?? null,
  created_at: channel.createdAt,
  updated_at: channel.updatedAt,
})
export const channelFrom = (row: rows.ChannelRow & { bucket_name: string; version: rows.Json | null }): Channel => ({
  id: row.id,
  bucketId: row.bucket_id,
  bucketName: row.bucket_name,
  name: row.name,
  authorId: row.author_id,
  managed: row.managed === 1,
  restricted: row.restricted === 1,
  version: row.version === null ? null : versionFrom(row.version),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export const assignmentRow = (assignment: ChannelAssignment): rows.ChannelAssignmentRow => ({
  id: assignment.id,
  channel_id: assignment.channelId,
  version_id: assignment.version?.id ?? null,
  author_id: assignment.authorId,
  assigned_at: assignment.assignedAt,
})
export const assignmentFrom = (row: rows.ChannelAssignmentRow & { version: rows.Json | null }): ChannelAssignment => ({
  id: row.id,
  channelId: row.channel_id,
  version: row.version === null ? null : versionFrom(row.version),
  authorId: row.author_id,
  assignedAt: row.assigned_at,
})

export const sbomRow = (sbom: Sbom, document: Uint8Array): rows.SbomRow => ({
  id: sbom.id,
  build_id: sbom.buildId,
  name: sbom.name,
  format: sbom.format,
  created_at: sbom.createdAt,
  document,
})
export const sbomFrom = (row: Omit<rows.SbomRow, 'document'>): Sbom => ({
  id: row.id,
  buildId: row.build_id,
  name: row.name,
  format: row.format,
  createdAt: row.created_at,
})

export const eventRow = (event: Event): rows.EventRow => ({
  id: event.id,
  project_id: event.projectId,
  at: event.at,
  subject: event.subject,
  action: event.action,
  description: event.description,
  actor_type: event.actor.type,
  actor_id: event.actor.id,
  actor_name: event.actor.name,
  bucket_id: event.bucketId,
  payload: json(event.payload),
})
export const eventFrom = (row: rows.EventRow): Event => ({
  id: row.id,
  projectId: row.project_id,
  at: row.at,
  subject: row.subject,
  action: row.action,
  description: row.description,
  actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
  bucketId: row.bucket_id,
  payload: JSON.parse(row.payload) as Event['payload'],
})

export const operationRow = (operation: Operation): rows.OperationRow => ({
  id: operation.id,
  project_id: operation.projectId,
  created_at: operation.createdAt,
})
export const operationFrom = (row: rows.OperationRow): Operation => ({
  id: row.id,
  projectId: row.project_id,
  createdAt: row.created_at,
})
