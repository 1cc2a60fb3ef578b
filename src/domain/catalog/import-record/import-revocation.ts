import type { Change } from '../../context.ts'
import { failedPrecondition } from '../../errors.ts'
import { promiseJob } from '../../record/job/promise-job.ts'
import { requireLength } from '../../require-length.ts'
import { isInEffect, type ManualRevocation, type VersionSummary } from '../revocation/revocation.ts'
import { MESSAGE_BYTES } from '../revocation/revoke-version.ts'
import { summaryOf, type VersionOutline } from '../version/version.ts'
import { AUTHOR_BYTES } from './import-bucket.ts'
import { type Ancestor, type Imported, imported, type RevocationRecord } from './import-record.ts'
import { bucketOf, type Importing, versionOf } from './importing.ts'

/**
 * Revokes a version as in the source, by its own revocation or by one that it inherited, along with what was built from it here.
 * Channels stay: those that left the version in the source are imported as they are now. What is revoked here is never restored.
 */
export async function importRevocation(importing: Importing, record: RevocationRecord): Promise<Imported> {
  requireLength('message', record.message, MESSAGE_BYTES)
  requireLength('author', record.author, AUTHOR_BYTES)
  const version = await versionOf(importing, await bucketOf(importing, record.bucketName), record.fingerprint)
  if (record.inheritedFrom === null) return importOwn(importing, version, record)
  return inherit(importing, version, { ...record, inheritedFrom: record.inheritedFrom })
}

async function importOwn(importing: Importing, version: VersionOutline, record: RevocationRecord): Promise<Imported> {
  const { tx, now } = importing.change
  const summary = { ...summaryOf(version), sequence: version.sequence ?? record.sequence }
  const before = await tx.revocations.findByVersion(version.id)
  if (before === undefined) {
    const { id } = await insertRevocation(importing, summary, record)
    if (record.includeDescendants) await haveInherit(importing, id, await tx.versions.listDescendants(version.id))
    return imported('created')
  }
  const isSame = before.at === record.at && before.message === record.message && before.author === record.author
  // A source can show only that a revocation spares descendants, not that it includes them.
  if (isSame && (record.includeDescendants || !before.includeDescendants)) return imported('unchanged')
  // It is already revoked here: neither a date in the future nor an earlier revocation replaces that.
  if (!isSame && isInEffect(before, now) && (record.at > now || record.at < before.at))
    return imported('kept', `version "${version.fingerprint}" has been revoked here since ${before.at}`)
  // A revocation that turns out to spare descendants has no heirs: nothing inherits it in the source.
  const heirs = isSame ? [] : await tx.revocations.listHeirs(before.id)
  await tx.jobs.withdraw('apply-revocation', before.id)
  await tx.revocations.delete(before.id)
  const { id } = await insertRevocation(importing, summary, record)
  const descendants = record.includeDescendants ? await tx.versions.listDescendants(version.id) : []
  await haveInherit(importing, id, [...heirs, ...descendants])
  return imported('updated')
}

async function haveInherit(
  { change }: Importing,
  revocationId: string,
  versions: readonly { readonly id: string }[],
): Promise<void> {
  const ids = new Set(versions.map(({ id }) => id))
  if (ids.size > 0) await change.tx.revocations.inherit(revocationId, [...ids])
}

async function insertRevocation(
  { change }: Importing,
  version: VersionSummary,
  { at, message, author, includeDescendants }: RevocationRecord,
): Promise<ManualRevocation> {
  const { now, location, newId, tx } = change
  const isOver = at <= now
  const revocation: ManualRevocation = {
    id: newId(),
    projectId: location.projectId,
    version,
    at,
    message,
    author,
    includeDescendants,
    // A revocation in effect has already rolled channels back in the source.
    rollbackChannels: !isOver,
    appliedAt: isOver ? at : null,
    createdAt: isOver ? at : now,
  }
  await tx.revocations.insert(revocation)
  if (!isOver) await promiseJob(change, { kind: 'apply-revocation', subject: revocation.id, runAt: at })
  return revocation
}

interface Inherited extends RevocationRecord {
  readonly inheritedFrom: Ancestor
}

async function inherit(importing: Importing, version: VersionOutline, record: Inherited): Promise<Imported> {
  const { tx } = importing.change
  const { inheritedFrom: ancestor } = record
  const summary = await ancestorOf(importing, ancestor)
  if (summary.id === version.id)
    throw failedPrecondition(`version "${version.fingerprint}" cannot inherit a revocation from itself`)
  if (version.revocation?.inheritedFrom?.id === summary.id) return imported('unchanged')
  const known = await tx.revocations.findByVersion(summary.id)
  // A deleted ancestor's revocation still counts for its heirs, so it is created here.
  const revocation = known ?? (await insertRevocation(importing, summary, { ...record, includeDescendants: true }))
  const descendants = await tx.versions.listDescendants(version.id)
  const heirs = [version, ...descendants].filter(({ id }) => id !== summary.id)
  await haveInherit(importing, revocation.id, heirs)
  return imported('created')
}

/** The ancestor as it is here, or as its heirs name it when it is not here. */
async function ancestorOf({ change }: Importing, ancestor: Ancestor): Promise<VersionSummary> {
  const { tx, location } = change
  const { bucketName, fingerprint, versionId: id, sequence } = ancestor
  const bucket = await tx.buckets.find(location.projectId, bucketName)
  const found = bucket && (await tx.versions.findOutline(bucket.id, fingerprint))
  if (found === undefined) {
    const gone = { bucketId: bucket?.id ?? '', bucketName, fingerprint, sequence }
    return { id: await goneId(change, id), ...gone }
  }
  if ((await tx.revocations.findByVersion(found.id)) === undefined)
    throw failedPrecondition(
      `version "${fingerprint}" of bucket "${bucketName}" is not revoked here, so that nothing inherits that from it`,
    )
  return summaryOf(found)
}

/** The id from the source, unless something else has it here: then another id, always the same in this project. */
async function goneId({ tx, location }: Change, id: string): Promise<string> {
  requireLength('inherited_from.version_id', id, AUTHOR_BYTES)
  const [elsewhere] = await tx.imports.listTaken('version', [id])
  const known = await tx.revocations.findByVersion(id)
  const isFree = elsewhere === undefined && (known === undefined || known.projectId === location.projectId)
  return isFree ? id : `${id}@${location.projectId}`
}
