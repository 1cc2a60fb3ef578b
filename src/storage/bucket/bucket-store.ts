// Buckets: how they are found and deleted. What is in a bucket is stored by its own folder.
import { type Kysely, sql } from 'kysely'
import type { BucketOrderField, BucketStore } from '../../domain/catalog/bucket/bucket-store.ts'
import type { Bucket } from '../../domain/catalog/bucket/bucket.ts'
import type { Capabilities } from '../engine/dialect.ts'
import { inBatches, LONG_BATCH } from '../query/batches.ts'
import { codecOf, json, table } from '../query/table.ts'
import { fetchHeavyPage, wholePage } from '../query/heavy-page.ts'
import { keysetOf } from '../query/keyset.ts'
import { asGiven } from '../query/given.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import type { Schema } from '../schema.ts'
import { bucketSearch } from './bucket-search.ts'
import { purgePiece } from './purge-buckets.ts'

const buckets = table(
  'bucket',
  codecOf<Bucket>()(
    ['id', 'projectId', 'name', 'description', 'labels', 'versionCount', 'lastSequence', 'createdAt', 'updatedAt'],
    { labels: json() },
  ),
)
export const bucketRow = buckets.rowOf

const keyset = keysetOf<BucketOrderField>('bucket', { name: 'string', createdAt: 'string', updatedAt: 'string' })

const live = (db: Kysely<Schema>) => db.selectFrom('bucket').select(buckets.columns).where('deleted_at', 'is', null)
const named = (db: Kysely<Schema>, { projectId, name }: Record<'projectId' | 'name', string>) =>
  live(db).where('project_id', '=', projectId).where('name', '=', name)
const find = preparedQuery(named)
const lock = preparedQuery((db, name: Parameters<typeof named>[1]) => named(db, name).forUpdate())

export function bucketStore(capabilities: Capabilities): (db: Kysely<Schema>) => BucketStore {
  const searching = bucketSearch(capabilities)
  const readMany = async (db: Kysely<Schema>, ids: readonly string[]) => {
    const rows = await inBatches(ids, (batch) => live(db).where('id', 'in', batch).execute())
    return rows.map(buckets.itemOf)
  }
  return (db) => ({
    insert: (bucket) => buckets.insertNew(db, bucket, 'project_id', 'name'),
    async find(projectId, name) {
      const [row] = await find(db, { projectId, name })
      return row && buckets.itemOf(row)
    },
    async lock(projectId, name) {
      const [row] = await (capabilities.locksRows ? lock : find)(db, { projectId, name })
      return row && buckets.itemOf(row)
    },
    async list({ projectId, names }, request, alsoFit) {
      const page = await fetchHeavyPage({
        query: db
          .selectFrom('bucket')
          .select(keyset.columns)
          .where('deleted_at', 'is', null)
          .where('project_id', '=', projectId)
          .$if(names !== null, (query) => query.where(capabilities.isAmong('bucket.name', asGiven(names ?? [])))),
        keyset,
        request,
        alsoFit,
        async weigh(ids) {
          const bytes = sql<number>`octet_length(bucket.labels)`.as('bytes')
          return db.selectFrom('bucket').select(['id', bytes]).where('id', 'in', ids).execute()
        },
        read: async (ids) => (await live(db).where('id', 'in', ids).execute()).map(buckets.itemOf),
      })
      return wholePage(page)
    },
    async search(search, request) {
      const page = await searching(db).search(search, request)
      const found = new Map((await readMany(db, idsOf(page.items))).map((bucket) => [bucket.id, bucket]))
      return { ...page, items: page.items.flatMap(({ id }) => found.get(id) ?? []) }
    },
    survey: (search) => searching(db).survey(search),
    findMany: (ids) => readMany(db, ids),
    async findIds(projectId, names) {
      const rows = await db
        .selectFrom('bucket')
        .select(['id', 'name'])
        .where('deleted_at', 'is', null)
        .where('project_id', '=', projectId)
        .where(capabilities.isAmong('bucket.name', asGiven(names)))
        .execute()
      return new Map(rows.map(({ id, name }) => [name, id]))
    },
    update: (bucket) =>
      buckets.update(db, bucket, 'description', 'labels', 'version_count', 'last_sequence', 'updated_at'),
    delete: (id, at) => putOutOfSight(db, [id], at),
    async deleteAll(projectId, at) {
      for (;;) {
        const found = await live(db)
          .clearSelect()
          .select('id')
          .where('project_id', '=', projectId)
          .limit(LONG_BATCH)
          .execute()
        if (found.length === 0) return
        await putOutOfSight(
          db,
          found.map(({ id }) => id),
          at,
        )
      }
    },
    purge: () => purgePiece(db, capabilities),
  })
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

/** Marks buckets as deleted. Each gets a name that no bucket can be given, which frees its own name for another. */
async function putOutOfSight(db: Kysely<Schema>, ids: readonly string[], at: string): Promise<void> {
  await db
    .updateTable('bucket')
    .set({ deleted_at: at, name: sql`'deleted ' || id` })
    .where('id', 'in', ids)
    .execute()
}
