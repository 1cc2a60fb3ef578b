import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { inLongBatches, LONG_BATCH } from './batches.ts'
import { preparedQuery } from './prepared-query.ts'
import type { Schema, VersionRow } from './schema.ts'

type Descendant = Pick<VersionRow, 'id' | 'bucket_id'>

type FindDescendants = (db: Kysely<Schema>, projectId: string, versionId: string) => Promise<readonly Descendant[]>

/**
 * All versions of the project that were built from this one, directly or over others of the project, each once; never
 * itself. One generation after the other, a batch at a time: all in one recursive query would hold up what waits for this
 * process as long as it takes. The caller sees to it that nothing moves meanwhile.
 */
export function findDescendants(): FindDescendants {
  const childrenOfBatch = preparedQuery((db, versionIds: readonly string[]) =>
    childrenOf(
      db,
      Array.from({ length: LONG_BATCH }, (_, place) => versionIds[place]),
    ),
  )
  return async (db, projectId, versionId) => {
    const found = new Map<string, Descendant>()
    let generation: readonly string[] = [versionId]
    while (generation.length > 0) {
      const children = await inLongBatches(generation, (batch) =>
        batch.length === LONG_BATCH ? childrenOfBatch(db, batch) : childrenOf(db, batch).execute(),
      )
      const fresh = children.filter(({ id }) => id !== versionId && !found.has(id))
      const inProject = await bucketsOf(db, projectId, fresh)
      const descendants = fresh.filter(({ bucket_id }) => inProject.has(bucket_id))
      for (const descendant of descendants) found.set(descendant.id, descendant)
      generation = [...new Set(descendants.map(({ id }) => id))]
    }
    return [...found.values()]
  }
}

// The parents are joined like a table: a database would weigh each of a list by itself before it looks anything up.
const childrenOf = (db: Kysely<Schema>, versionIds: readonly unknown[]) =>
  db
    .with('asked(id)', () => sql<{ id: string }>`(values (${sql.join(versionIds, sql`), (`)}))`)
    .selectFrom('version')
    .select(['version.id', 'version.bucket_id'])
    .where('version.id', 'in', (child) =>
      child.selectFrom('asked').innerJoin('build', 'build.parent_version_id', 'asked.id').select('build.version_id'),
    )

/** Asked of the few buckets: a database that knew the project would begin with all versions of it. */
async function bucketsOf(
  db: Kysely<Schema>,
  projectId: string,
  versions: readonly Descendant[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(versions.map(({ bucket_id }) => bucket_id))]
  const rows = await inLongBatches(ids, (batch) =>
    db.selectFrom('bucket').select('id').where('id', 'in', batch).where('project_id', '=', projectId).execute(),
  )
  return new Set(rows.map(({ id }) => id))
}
