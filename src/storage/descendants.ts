import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { VersionPlace } from '../domain/version/revocation.ts'
import { inLongBatches, LONG_BATCH } from './batches.ts'
import { preparedQuery } from './prepared-query.ts'
import type { Schema } from './schema.ts'

type FindDescendants = (db: Kysely<Schema>, versionId: string) => Promise<readonly VersionPlace[]>

/**
 * All versions that were built from this one, directly or over others, each once; never itself. One generation after the
 * other, a batch at a time: all in one recursive query would hold up what waits for this process as long as it takes. The
 * caller sees to it that nothing moves meanwhile.
 */
export function findDescendants(): FindDescendants {
  const childrenOfBatch = preparedQuery((db, versionIds: readonly string[]) =>
    childrenOf(
      db,
      Array.from({ length: LONG_BATCH }, (_, place) => versionIds[place]),
    ),
  )
  return async (db, versionId) => {
    const found = new Map<string, VersionPlace>()
    let generation: readonly string[] = [versionId]
    while (generation.length > 0) {
      const children = await inLongBatches(generation, (batch) =>
        batch.length === LONG_BATCH ? childrenOfBatch(db, batch) : childrenOf(db, batch).execute(),
      )
      const fresh = children.filter(({ id }) => id !== versionId && !found.has(id))
      for (const child of fresh) found.set(child.id, child)
      generation = [...new Set(fresh.map(({ id }) => id))]
    }
    return [...found.values()]
  }
}

// The parents are joined like a table: a database would weigh each of a list by itself before it looks anything up.
const childrenOf = (db: Kysely<Schema>, versionIds: readonly unknown[]) =>
  db
    .with('asked(id)', () => sql<{ id: string }>`(values (${sql.join(versionIds, sql`), (`)}))`)
    .selectFrom('asked')
    .innerJoin('version_edge', 'version_edge.parent_version_id', 'asked.id')
    .select(['version_edge.child_version_id as id', 'version_edge.child_bucket_id as bucketId'])
