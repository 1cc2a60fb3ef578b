// Buckets: how they are found, and how they go. What is in a bucket is stored by its own folder.
import { type Kysely, sql } from 'kysely'
import type { BucketOrderField, BucketStore } from '../../domain/catalog/bucket/bucket-store.ts'
import type { Bucket } from '../../domain/catalog/bucket/bucket.ts'
import type { Capabilities } from '../engine/dialect.ts'
import { inBatches, LONG_BATCH } from '../query/batches.ts'
import { json, labelsFrom } from '../query/column-values.ts'
import { fetchHeavyPage, wholePage } from '../query/heavy-page.ts'
import type { Keyset } from '../query/keyset.ts'
import { membersOf, preparedQuery } from '../query/prepared-query.ts'
import type { BucketRow, Schema } from '../schema.ts'
import { purgePiece } from './purge-buckets.ts'

export const bucketRow = (bucket: Bucket): BucketRow => ({
  id: bucket.id,
  project_id: bucket.projectId,
  name: bucket.name,
  description: bucket.description,
  labels: json(bucket.labels),
  version_count: bucket.versionCount,
  last_sequence: bucket.lastSequence,
  created_at: bucket.createdAt,
  updated_at: bucket.updatedAt,
})
const bucketFrom = (row: BucketRow): Bucket => ({
  id: row.id,
  projectId: row.project_id,
  name: row.name,
  description: row.description,
  labels: labelsFrom(row.labels),
  versionCount: row.version_count,
  lastSequence: row.last_sequence,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

const columns = [
  'id',
  'project_id',
  'name',
  'description',
  'labels',
  'version_count',
  'last_sequence',
  'created_at',
  'updated_at',
] as const

const keyColumns = ['id', 'name', 'created_at', 'updated_at'] as const
type Key = Pick<BucketRow, (typeof keyColumns)[number]>

const keyset: Keyset<BucketOrderField, Key> = {
  fields: {
    name: { reference: 'bucket.name', type: 'string', valueOf: (key) => key.name },
    createdAt: { reference: 'bucket.created_at', type: 'string', valueOf: (key) => key.created_at },
    updatedAt: { reference: 'bucket.updated_at', type: 'string', valueOf: (key) => key.updated_at },
  },
  id: { reference: 'bucket.id', type: 'string', valueOf: (key) => key.id },
}

export function bucketStore(capabilities: Capabilities): (db: Kysely<Schema>) => BucketStore {
  const { locksRows } = capabilities
  const live = (db: Kysely<Schema>) => db.selectFrom('bucket').select(columns).where('deleted_at', 'is', null)
  const named = (db: Kysely<Schema>, { projectId, name }: Record<'projectId' | 'name', string>) =>
    live(db).where('project_id', '=', projectId).where('name', '=', name)
  const find = preparedQuery(named)
  const lock = locksRows ? preparedQuery((db, name: Parameters<typeof named>[1]) => named(db, name).forUpdate()) : find
  const update = preparedQuery((db, row: ReturnType<typeof bucketRow>) =>
    db
      .updateTable('bucket')
      .set(membersOf(row, ['description', 'labels', 'version_count', 'last_sequence', 'updated_at']))
      .where('id', '=', row.id),
  )

  return (db) => ({
    async insert(bucket) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('bucket')
        .values(bucketRow(bucket))
        .onConflict((conflict) => conflict.columns(['project_id', 'name']).doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    async find(projectId, name) {
      const [row] = await find(db, { projectId, name })
      return row && bucketFrom(row)
    },
    async lock(projectId, name) {
      const [row] = await lock(db, { projectId, name })
      return row && bucketFrom(row)
    },
    list: async (projectId, request, alsoFit) => {
      const page = await fetchHeavyPage({
        query: db
          .selectFrom('bucket')
          .select(keyColumns)
          .where('deleted_at', 'is', null)
          .where('project_id', '=', projectId),
        keyset,
        request,
        ...(alsoFit ? { alsoFit } : {}),
        keyOf: (row: Key) => row,
        weigh: async (ids) => {
          const bytes = sql<number>`octet_length(bucket.labels)`.as('bytes')
          return db.selectFrom('bucket').select(['id', bytes]).where('id', 'in', ids).execute()
        },
        read: async (ids) => {
          const rows = await live(db).where('id', 'in', ids).execute()
          return rows.map(bucketFrom)
        },
      })
      return wholePage(page)
    },
    async findMany(ids) {
      const rows = await inBatches(ids, (batch) => live(db).where('id', 'in', batch).execute())
      return rows.map(bucketFrom)
    },
    async update(bucket) {
      await update(db, bucketRow(bucket))
    },
    delete: (id, at) => putOutOfSight(db, [id], at),
    async deleteAll(projectId, at) {
      for (;;) {
        const buckets = await live(db)
          .clearSelect()
          .select('id')
          .where('project_id', '=', projectId)
          .limit(LONG_BATCH)
          .execute()
        if (buckets.length === 0) return
        await putOutOfSight(
          db,
          buckets.map(({ id }) => id),
          at,
        )
      }
    },
    purge: () => purgePiece(db, capabilities),
  })
}

/** The name is one that no bucket can be given, and free for the next. */
async function putOutOfSight(db: Kysely<Schema>, ids: readonly string[], at: string): Promise<void> {
  await db
    .updateTable('bucket')
    .set({ deleted_at: at, name: sql`'deleted ' || id` })
    .where('id', 'in', ids)
    .execute()
}
