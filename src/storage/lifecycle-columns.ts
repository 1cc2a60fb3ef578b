// Rows to domain objects and back, for what happens to an image after it was recorded; see columns.ts.
import type { Job } from '../domain/job/job.ts'
import type { RunTask } from '../domain/run-task/run-task.ts'
import type { ManualRevocation, Revocation, VersionSummary } from '../domain/version/revocation.ts'
import { INCOMPLETE } from './sequence.ts'
import type * as rows from './schema.ts'

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

export const runTaskRow = (runTask: RunTask): rows.RunTaskRow => ({
  project_id: runTask.projectId,
  api_id: runTask.apiId,
  hmac_key: runTask.hmacKey,
  on_untracked_image: runTask.onUntrackedImage,
  updated_at: runTask.updatedAt,
})
export const runTaskFrom = (row: rows.RunTaskRow): RunTask => ({
  projectId: row.project_id,
  apiId: row.api_id,
  hmacKey: row.hmac_key,
  onUntrackedImage: row.on_untracked_image,
  updatedAt: row.updated_at,
})

export const jobRow = (job: Job): rows.JobRow => ({
  id: job.id,
  kind: job.kind,
  subject: job.subject,
  run_at: job.runAt,
  failures: job.failures,
  last_error: job.lastError,
  claimed_until: job.claimedUntil,
  created_at: job.createdAt,
})
export const jobFrom = (row: rows.JobRow): Job => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  runAt: row.run_at,
  failures: row.failures,
  lastError: row.last_error,
  claimedUntil: row.claimed_until,
  createdAt: row.created_at,
})
