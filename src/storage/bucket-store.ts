import type { Kysely } from 'kysely'
import type { BucketOrderField, BucketStore } from '../domain/bucket/bucket-store.ts'
import type { Bucket } from '../domain/bucket/bucket.ts'
import { inBatches } from './batches.ts'
import { bucketFrom, bucketRow } from './columns.ts'
import type { Capabilities } from './dialect.ts'
import type { Keyset } from './keyset.ts'
import { fetchPage } from './keyset.ts'
import { preparedQuery } from './prepared-query.ts'
import type { Schema } from './schema.ts'

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

const keyset: Keyset<BucketOrderField, Bucket> = {
  fields: {
    name: { reference: 'bucket.name', type: 'string', valueOf: (bucket) => bucket.name },
    createdAt: { reference: 'bucket.created_at', type: 'string', valueOf: (bucket) => bucket.createdAt },
    updatedAt: { reference: 'bucket.updated_at', type: 'string', valueOf: (bucket) => bucket.updatedAt },
  },
  id: { reference: 'bucket.id', type: 'string', valueOf: (bucket) => bucket.id },
}

export function bucketStore({ locksRows }: Capabilities): (db: Kysely<Schema>) => BucketStore {
  const named = (db: Kysely<Schema>, { projectId, name }: Record<'projectId' | 'name', string>) =>
    db.selectFrom('bucket').select(columns).where('project_id', '=', projectId).where('name', '=', name)
  const find = preparedQuery(named)
  const lock = locksRows ? preparedQuery((db, name: Parameters<typeof named>[1]) => named(db, name).forUpdate()) : find

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
    async list(projectId, page) {
      const query = db.selectFrom('bucket').select(columns).where('project_id', '=', projectId)
      return fetchPage(query, keyset, page, bucketFrom)
    },
    async findMany(ids) {
      const rows = await inBatches(ids, (batch) =>
        db.selectFrom('bucket').select(columns).where('id', 'in', batch).execute(),
      )
      return rows.map(bucketFrom)
    },
    async update(bucket) {
      const { description, labels, version_count, last_sequence, updated_at } = bucketRow(bucket)
      await db
        .updateTable('bucket')
        .set({ description, labels, version_count, last_sequence, updated_at })
        .where('id', '=', bucket.id)
        .execute()
    },
    async delete(id) {
      await db.deleteFrom('bucket').where('id', '=', id).execute()
    },
  })
}
