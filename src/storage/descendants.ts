import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { inLongBatches } from './batches.ts'
import type { SummaryRow } from './lifecycle-columns.ts'
import type { Schema } from './schema.ts'
import { summaryColumns } from './version-summary.ts'

/**
 * All versions of the project that were built from this one, directly or over others of the project, each once; never
 * itself. One generation after the other, a batch at a time: all in one recursive query would hold up what waits for this
 * process as long as it takes. The caller sees to it that nothing moves meanwhile.
 */
export async function descendantsOf(
  db: Kysely<Schema>,
  projectId: string,
  versionId: string,
): Promise<readonly SummaryRow[]> {
  const found = new Map<string, SummaryRow>()
  let generation: readonly string[] = [versionId]
  while (generation.length > 0) {
    const children = await inLongBatches(generation, (batch) => childrenOf(db, batch))
    const fresh = children.filter(
      ({ id, project_id }) => project_id === projectId && id !== versionId && !found.has(id),
    )
    for (const child of fresh) found.set(child.id, child)
    generation = [...new Set(fresh.map(({ id }) => id))]
  }
  return [...found.values()]
}

// Their project is looked at afterwards: a database that knew it would begin with all versions of it. And the parents are
// joined like a table: one would weigh each of a list by itself before it looks anything up.
const childrenOf = (db: Kysely<Schema>, versionIds: readonly string[]) =>
  db
    .with('asked(id)', () => sql<{ id: string }>`(values (${sql.join(versionIds, sql`), (`)}))`)
    .selectFrom('version')
    .innerJoin('bucket', 'bucket.id', 'version.bucket_id')
    .select([...summaryColumns, 'bucket.project_id'])
    .where('version.id', 'in', (child) =>
      child.selectFrom('asked').innerJoin('build', 'build.parent_version_id', 'asked.id').select('build.version_id'),
    )
    .execute()
