// Rows to domain objects and back; version-columns.ts, channel-columns.ts, lifecycle-columns.ts and identity-columns.ts have
// the other nouns. Only in these files is it known how a value is kept.
import type { Bucket, Labels } from '../domain/bucket/bucket.ts'
import type { Event } from '../domain/event/event.ts'
import type { Operation } from '../domain/operation/operation.ts'
import type { Registry } from '../domain/registry/registry.ts'
import type { Sbom } from '../domain/sbom/sbom.ts'
import type * as rows from './schema.ts'

/** A plain array: drivers answer with buffers of their own. */
export const bytesFrom = (column: Uint8Array): Uint8Array => new Uint8Array(column)

export const flag = (value: boolean): rows.Flag => (value ? 1 : 0)
export const json = (value: unknown): rows.Json => JSON.stringify(value)
export const labelsFrom = (column: rows.Json): Labels => JSON.parse(column) as Labels

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
  version_id: event.versionId,
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
  versionId: row.version_id,
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
