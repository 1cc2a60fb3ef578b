import { failedPrecondition, invalidArgument } from '../../errors.ts'
import { requireLength } from '../../require-length.ts'
import { isComplete, nameOf, requireFingerprint } from '../version/version.ts'
import { AUTHOR_BYTES } from './import-bucket.ts'
import { type CompletionRecord, type Imported, imported, type VersionRecord } from './import-record.ts'
import { bucketOf, idOf, type Importing, requirePast, versionOf } from './importing.ts'

/** Creates an incomplete version. Refused when the fingerprint has a version of another time, author or template type. */
export async function importVersion(importing: Importing, record: VersionRecord): Promise<Imported> {
  const { bucketName, fingerprint, templateType, authorId, createdAt, updatedAt } = record
  requireFingerprint(fingerprint)
  requireLength('author_id', authorId, AUTHOR_BYTES)
  requirePast(importing, { created_at: createdAt, updated_at: updatedAt })
  const bucket = await bucketOf(importing, bucketName)
  const { tx } = importing.change
  const known = await tx.versions.findOutline(bucket.id, fingerprint)
  if (known !== undefined) {
    const isSame = known.createdAt === createdAt && known.authorId === authorId && known.templateType === templateType
    if (isSame) return imported('unchanged')
    throw failedPrecondition(
      `bucket "${bucketName}" has another version "${fingerprint}", which ${known.authorId} made at ${known.createdAt}: delete that first, if this one is meant`,
    )
  }
  await tx.versions.insert({
    id: await idOf(importing, 'version', record.id),
    bucketId: bucket.id,
    bucketName,
    fingerprint,
    templateType,
    sequence: null,
    authorId,
    createdAt,
    updatedAt,
    builds: [],
    revocation: null,
    parents: [],
    hasDescendants: false,
  })
  return imported('created')
}

/** The numbers that follow must still fit into 32 bits. */
const HIGHEST = 1_000_000_000

/** Completes a version with its number in the source, once all its builds are here. */
export async function importCompletion(importing: Importing, record: CompletionRecord): Promise<Imported> {
  const { bucketName, fingerprint, sequence, builds, updatedAt } = record
  if (sequence < 1 || sequence > HIGHEST)
    throw invalidArgument('sequence', `must be the number of a complete version, from 1 to ${HIGHEST}`)
  requirePast(importing, { updated_at: updatedAt })
  const bucket = await bucketOf(importing, bucketName)
  const version = await versionOf(importing, bucket, fingerprint)
  const { tx } = importing.change
  const whole = { ...version, builds: [], sequence, updatedAt }
  if (isComplete(version)) {
    if (version.sequence !== sequence)
      throw failedPrecondition(
        `version "${fingerprint}" of bucket "${bucketName}" is ${nameOf(version)} here, and not v${sequence}`,
      )
    if (version.updatedAt >= updatedAt) return imported('unchanged')
    await tx.versions.update(whole)
    return imported('updated')
  }
  if (version.builds.length !== builds)
    throw failedPrecondition(
      `version "${fingerprint}" of bucket "${bucketName}" has ${version.builds.length} of ${builds} builds: import these first`,
    )
  const other = await tx.versions.locateSequence(bucket.id, sequence)
  if (other !== undefined)
    throw failedPrecondition(
      `v${sequence} of bucket "${bucketName}" is the version "${other.fingerprint}" here: a number is never given twice`,
    )
  await tx.versions.update(whole)
  const counted = {
    ...bucket,
    versionCount: bucket.versionCount + 1,
    lastSequence: Math.max(bucket.lastSequence, sequence),
  }
  await tx.buckets.update(counted)
  importing.buckets.set(bucketName, counted)
  return imported('created')
}
