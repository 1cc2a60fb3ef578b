import type { Kysely } from 'kysely'
import type { VersionOutline } from '../../domain/catalog/version/version.ts'
import { isLive } from '../bucket/live-bucket.ts'
import { preparedList } from '../query/prepared-query.ts'
import type { Schema } from '../schema.ts'
import type { Documents } from './documents.ts'
import { versionOutlineFrom } from './version-columns.ts'

/** Reads the versions of these ids with no more than every rule needs, a batch at most; in no order. */
export function versionOutlines(
  documents: Documents,
): (db: Kysely<Schema>, ids: readonly string[]) => Promise<readonly VersionOutline[]> {
  const outlines = preparedList((db, ids: readonly string[]) =>
    db.selectFrom('version').select(documents.versionOutline).where('id', 'in', ids).where(isLive('version.bucket_id')),
  )
  return async (db, ids) => (await outlines(db, ids)).map(versionOutlineFrom)
}
