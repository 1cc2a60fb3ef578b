// Revocations as rows, and versions by their names alone, for lists that may be long.
import type { ManualRevocation, Revocation, VersionSummary } from '../../domain/catalog/revocation/revocation.ts'
import { codecOf, flag, nullAs, table, through } from '../query/table.ts'
import { INCOMPLETE } from './validity.ts'

const names = ['bucketId', 'bucketName', 'fingerprint', 'sequence'] as const
const forms = { sequence: nullAs(INCOMPLETE), rollbackChannels: flag }

export const summaries = codecOf<VersionSummary>()(['id', ...names], { sequence: forms.sequence })
/** For a query that joins version and bucket. */
export const summaryColumns = [
  'version.id',
  'version.bucket_id',
  'bucket.name as bucket_name',
  'version.fingerprint',
  'version.sequence',
] as const

type Flat = Omit<ManualRevocation, 'version'> & Omit<VersionSummary, 'id'> & { readonly versionId: string }
const shown = ['at', 'appliedAt', 'message', 'author', 'rollbackChannels'] as const

export const revocations = table(
  'revocation',
  through(
    codecOf<Flat>()(['id', 'projectId', 'versionId', ...names, ...shown, 'includeDescendants', 'createdAt'], {
      ...forms,
      includeDescendants: flag,
    }),
    ({ version: { id: versionId, ...version }, ...own }: ManualRevocation) => ({ ...version, ...own, versionId }),
    ({ versionId: id, bucketId, bucketName, fingerprint, sequence, ...own }) => ({
      ...own,
      version: { id, bucketId, bucketName, fingerprint, sequence },
    }),
  ),
)

/** What a version shows of a revocation, which may be another version's. */
export const revocationFacts = codecOf<Flat>()(['versionId', ...names, ...shown], forms)
type Facts = ReturnType<(typeof revocationFacts)['itemOf']>

/** The revocation that counts: the version's own, or else the first of those it inherited, which alone was selected. */
export function effectiveRevocation(own: Facts | null, inherited: Facts | null): Revocation | null {
  const counts = own ?? inherited
  if (counts === null) return null
  const { versionId: id, bucketId, bucketName, fingerprint, sequence } = counts
  return {
    at: counts.at,
    appliedAt: counts.appliedAt,
    message: counts.message,
    author: counts.author,
    inheritedFrom: own === null ? { id, bucketId, bucketName, fingerprint, sequence } : null,
    rollbackChannels: counts.rollbackChannels,
  }
}
