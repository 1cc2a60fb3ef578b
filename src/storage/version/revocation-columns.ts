// Rows to domain objects and back, for revocations and versions by their names alone; see version-columns.ts.
import type { ManualRevocation, Revocation, VersionSummary } from '../../domain/catalog/revocation/revocation.ts'
import type * as rows from '../schema.ts'
import { INCOMPLETE } from './validity.ts'

/** A version by its names alone, for lists that may be long. The tables are those of a join of version and bucket. */
export const summaryColumns = [
  'version.id',
  'version.bucket_id',
  'bucket.name as bucket_name',
  'version.fingerprint',
  'version.sequence',
] as const

export interface SummaryRow {
  readonly id: string
  readonly bucket_id: string
  readonly bucket_name: string
  readonly fingerprint: string
  readonly sequence: number
}

export const summaryFrom = (row: SummaryRow): VersionSummary => ({
  id: row.id,
  bucketId: row.bucket_id,
  bucketName: row.bucket_name,
  fingerprint: row.fingerprint,
  sequence: row.sequence === INCOMPLETE ? null : row.sequence,
})

export const revocationRow = (revocation: ManualRevocation): rows.RevocationRow => ({
  id: revocation.id,
  project_id: revocation.projectId,
  version_id: revocation.version.id,
  bucket_id: revocation.version.bucketId,
  bucket_name: revocation.version.bucketName,
  fingerprint: revocation.version.fingerprint,
  sequence: revocation.version.sequence ?? INCOMPLETE,
  at: revocation.at,
  message: revocation.message,
  author: revocation.author,
  include_descendants: revocation.includeDescendants ? 1 : 0,
  rollback_channels: revocation.rollbackChannels ? 1 : 0,
  applied_at: revocation.appliedAt,
  created_at: revocation.createdAt,
})
export const revocationFrom = (row: rows.RevocationRow): ManualRevocation => ({
  id: row.id,
  projectId: row.project_id,
  version: summaryFrom({ ...row, id: row.version_id }),
  at: row.at,
  message: row.message,
  author: row.author,
  includeDescendants: row.include_descendants === 1,
  rollbackChannels: row.rollback_channels === 1,
  appliedAt: row.applied_at,
  createdAt: row.created_at,
})

/** A revocation as a version's document carries it. */
export type RevocationDocument = Pick<
  rows.RevocationRow,
  | 'version_id'
  | 'bucket_id'
  | 'bucket_name'
  | 'fingerprint'
  | 'sequence'
  | 'at'
  | 'applied_at'
  | 'message'
  | 'author'
  | 'rollback_channels'
>

/** The one that counts: the version's own before those it inherited, of which the first was selected. */
export function effectiveRevocation(
  own: RevocationDocument | null,
  inherited: RevocationDocument | null,
): Revocation | null {
  const counts = own ?? inherited
  if (counts === null) return null
  return {
    at: counts.at,
    appliedAt: counts.applied_at,
    message: counts.message,
    author: counts.author,
    inheritedFrom: own === null ? summaryFrom({ ...counts, id: counts.version_id }) : null,
    rollbackChannels: counts.rollback_channels === 1,
  }
}
