// Clears away what deleted buckets have left, a piece at a time. A bucket can have a hundred thousand versions and a version
// thousands of artifacts, and a statement that deletes a row also deletes what cascades from it. So leaves are deleted first,
// and no statement deletes more than a bounded number of rows. Nothing here is visible to anybody.
import type { Kysely } from 'kysely'
import type { Capabilities } from '../engine/capabilities.ts'
import { clear, SMALL_ROWS } from '../query/clear-rows.ts'
import type { Schema } from '../schema.ts'

const VERSIONS = 50
const BUILDS = 50
/** Megabytes each. */
const DOCUMENTS = 4

/** Clears away one piece; false when nothing is left but what another server is clearing away. */
export async function purgePiece(db: Kysely<Schema>, { locksRows }: Capabilities): Promise<boolean> {
  const deleted = db
    .selectFrom('bucket')
    .select('id')
    .where('deleted_at', 'is not', null)
    .orderBy('deleted_at')
    .orderBy('id')
    .limit(1)
  // Two servers that clear away the same bucket would only wait for each other.
  const bucket = await (locksRows ? deleted.forUpdate().skipLocked() : deleted).executeTakeFirst()
  if (!bucket) return false
  const versions = await db
    .selectFrom('version')
    .select('id')
    .where('bucket_id', '=', bucket.id)
    .limit(VERSIONS)
    .execute()
  const versionIds = versions.map(({ id }) => id)
  if (versionIds.length > 0) {
    if (await clearVersions(db, versionIds)) await db.deleteFrom('version').where('id', 'in', versionIds).execute()
    return true
  }
  const channels = await db
    .selectFrom('channel')
    .select('id')
    .where('bucket_id', '=', bucket.id)
    .limit(SMALL_ROWS)
    .execute()
  for (const { id } of channels) {
    if (!(await clearChannel(db, id))) return true
    await db.deleteFrom('channel').where('id', '=', id).execute()
  }
  if (channels.length < SMALL_ROWS) {
    await db.deleteFrom('role_binding').where('resource_id', '=', bucket.id).execute()
    await db.deleteFrom('bucket').where('id', '=', bucket.id).execute()
  }
  return true
}

/** Deletes a piece of what belongs to these versions, `VERSIONS` at most; true when nothing is left. */
export async function clearVersions(db: Kysely<Schema>, versionIds: readonly string[]): Promise<boolean> {
  // One more than is cleared, to see whether more are left.
  const builds = await db
    .selectFrom('build')
    .select('id')
    .where('version_id', 'in', versionIds)
    .limit(BUILDS + 1)
    .execute()
  const buildIds = builds.slice(0, BUILDS).map(({ id }) => id)
  if (buildIds.length > 0) {
    if (!(await clearBuilds(db, buildIds))) return false
    await db.deleteFrom('build').where('id', 'in', buildIds).execute()
    if (builds.length > BUILDS) return false
  }
  for (const column of ['child_version_id', 'parent_version_id'] as const)
    if (!(await clear(db, 'version_edge', column, versionIds, SMALL_ROWS))) return false
  for (const table of ['inherited_revocation', 'channel_assignment'] as const)
    if (!(await clear(db, table, 'version_id', versionIds, SMALL_ROWS))) return false
  return true
}

/** The same for the history of a channel. */
export const clearChannel = (db: Kysely<Schema>, channelId: string): Promise<boolean> =>
  clear(db, 'channel_assignment', 'channel_id', [channelId], SMALL_ROWS)

const clearBuilds = async (db: Kysely<Schema>, buildIds: readonly string[]): Promise<boolean> =>
  (await clear(db, 'artifact', 'build_id', buildIds, SMALL_ROWS)) &&
  (await clear(db, 'sbom', 'build_id', buildIds, DOCUMENTS))
