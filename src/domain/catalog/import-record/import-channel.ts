import { failedPrecondition } from '../../errors.ts'
import { REGISTRY_NAME } from '../../principal/principal.ts'
import { requireLength } from '../../require-length.ts'
import { type Bucket, requireName } from '../bucket/bucket.ts'
import { type ChannelOutline, LATEST } from '../channel/channel.ts'
import { requireChannelCount } from '../channel/create-channel.ts'
import { settleLatest } from '../channel/point-channel.ts'
import { isComplete, type VersionOutline } from '../version/version.ts'
import { AUTHOR_BYTES } from './import-bucket.ts'
import { type ChannelRecord, type HistoryRecord, type Imported, imported } from './import-record.ts'
import { bucketOf, idOf, type Importing, requirePast, versionOf } from './importing.ts'

/**
 * Creates a channel, or updates one that was changed later in the source; it may point at a revoked version. A managed channel
 * without an id was not visible in the source and is not written. In any case `latest` then moves by the rules of this registry.
 */
export async function importChannel(importing: Importing, record: ChannelRecord): Promise<Imported> {
  const { name, createdAt, updatedAt } = record
  requireName('name', name)
  requireLength('author_id', record.authorId, AUTHOR_BYTES)
  requirePast(importing, { created_at: createdAt, updated_at: updatedAt })
  const bucket = await bucketOf(importing, record.bucketName)
  const isHidden = name === LATEST && record.id === ''
  const outcome = isHidden ? imported('unchanged') : await followChannel(importing, bucket, record)
  if (name === LATEST) await settleLatest(importing.change, [bucket.id])
  return outcome
}

async function followChannel(importing: Importing, bucket: Bucket, record: ChannelRecord): Promise<Imported> {
  const { name, restricted, updatedAt } = record
  const { tx } = importing.change
  const version = await pointedAt(importing, bucket, record.fingerprint)
  const before = await tx.channels.findListed(bucket.id, name)
  if (before === undefined) {
    requireChannelCount(bucket.name, (await tx.channels.count(bucket.id)) + 1)
    await tx.channels.insert({
      id: await idOf(importing, 'channel', record.id),
      bucketId: bucket.id,
      bucketName: bucket.name,
      name,
      authorId: record.authorId || REGISTRY_NAME,
      managed: name === LATEST,
      restricted,
      version,
      createdAt: record.createdAt,
      updatedAt,
    })
    return imported('created')
  }
  const isSame = before.restricted === restricted && (before.version?.id ?? '') === (version?.id ?? '')
  if (isSame && before.updatedAt === updatedAt) return imported('unchanged')
  if (before.updatedAt > updatedAt)
    return isSame
      ? imported('unchanged')
      : imported('kept', `channel "${name}" of bucket "${bucket.name}" was changed here at ${before.updatedAt}`)
  await tx.channels.update({ ...before, version, restricted, updatedAt } satisfies ChannelOutline)
  return imported('updated')
}

async function pointedAt(importing: Importing, bucket: Bucket, fingerprint: string): Promise<VersionOutline | null> {
  if (fingerprint === '') return null
  const version = await versionOf(importing, bucket, fingerprint)
  if (isComplete(version)) return version
  throw failedPrecondition(
    `version "${fingerprint}" of bucket "${bucket.name}" is not complete here: import that first`,
  )
}

/** Adds missing entries to the history of a channel. A `channel` record, not this one, moves it. */
export async function importHistory(importing: Importing, record: HistoryRecord): Promise<Imported> {
  const { channelName, lines } = record
  for (const { authorId, assignedAt } of lines) {
    requireLength('author_id', authorId, AUTHOR_BYTES)
    requirePast(importing, { assigned_at: assignedAt })
  }
  const bucket = await bucketOf(importing, record.bucketName)
  const channel = await importing.change.tx.channels.findListed(bucket.id, channelName)
  if (channel === undefined)
    throw failedPrecondition(`bucket "${bucket.name}" has no channel "${channelName}": import that first`)
  const fingerprints = [...new Set(lines.map(({ fingerprint }) => fingerprint).filter(Boolean))]
  const ids = new Map<string, string>()
  for (const fingerprint of fingerprints) ids.set(fingerprint, (await versionOf(importing, bucket, fingerprint)).id)
  const written = await importing.change.tx.imports.addHistory(
    channel.id,
    lines.map(({ fingerprint, authorId, assignedAt }) => ({
      id: importing.change.newId(),
      channelId: channel.id,
      version: fingerprint === '' ? null : { id: ids.get(fingerprint) ?? '' },
      authorId: authorId || REGISTRY_NAME,
      assignedAt,
    })),
  )
  return imported(written > 0 ? 'created' : 'unchanged')
}
