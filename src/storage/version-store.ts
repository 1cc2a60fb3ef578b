import type { Kysely, RawBuilder } from 'kysely'
import type { VersionOrderField, VersionStore } from '../domain/version/version-store.ts'
import type { Version } from '../domain/version/version.ts'
import { inShortBatches } from './batches.ts'
import type { Keyset } from './keyset.ts'
import { fetchPage } from './keyset.ts'
import type { Schema } from './schema.ts'
import type { Documents } from './documents.ts'
import { isLive } from './live-bucket.ts'
import { findDescendants } from './descendants.ts'
import { summaryFrom } from './lifecycle-columns.ts'
import { INCOMPLETE, sequenceColumn } from './sequence.ts'
import { preparedQuery } from './prepared-query.ts'
import { clearVersions } from './purge-buckets.ts'
import { newestId, newestValidId } from './validity.ts'
import { versionFrom, versionRow } from './version-columns.ts'
import { summaryColumns } from './version-summary.ts'

const keyset: Keyset<VersionOrderField, Version> = {
  fields: {
    createdAt: { reference: 'version.created_at', type: 'string', valueOf: (version) => version.createdAt },
    updatedAt: { reference: 'version.updated_at', type: 'string', valueOf: (version) => version.updatedAt },
    sequence: { reference: 'version.sequence', type: 'number', valueOf: sequenceColumn },
  },
  id: { reference: 'version.id', type: 'string', valueOf: (version) => version.id },
}

export function versionStore(documents: Documents): (db: Kysely<Schema>) => VersionStore {
  const versionsOf = (db: Kysely<Schema>) => db.selectFrom('version').select(documents.version)
  const find = preparedQuery((db, value: Record<'bucketId' | 'fingerprint', string>) =>
    versionsOf(db).where('bucket_id', '=', value.bucketId).where('fingerprint', '=', value.fingerprint),
  )

  const newest = preparedQuery((db, { bucketId }: { readonly bucketId: string }) =>
    db
      .selectFrom('version')
      .select('created_at')
      .where('bucket_id', '=', bucketId)
      .orderBy('created_at', 'desc')
      .limit(1),
  )

  const descendantsOf = findDescendants()
  const summariesOf = (db: Kysely<Schema>) =>
    db.selectFrom('version').innerJoin('bucket', 'bucket.id', 'version.bucket_id').select(summaryColumns)

  // The newest of each bucket is a step or a few in an index; a maximum by group would read all.
  const oneOfEach = (db: Kysely<Schema>, bucketIds: readonly string[], id: RawBuilder<string | null>) =>
    inShortBatches(bucketIds, async (batch) => {
      const rows = await db
        .with(
          (cte) => cte('newest').materialized(),
          (buckets) =>
            buckets
              .selectFrom('bucket as asked')
              .select(id.as('id'))
              .where('asked.id', 'in', batch)
              .where('asked.deleted_at', 'is', null),
        )
        .selectFrom('newest')
        .innerJoin('version', 'version.id', 'newest.id')
        .select(documents.version)
        .execute()
      return rows.map(versionFrom)
    })

  return (db) => ({
    async insert(version) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('version')
        .values(versionRow(version))
        .onConflict((conflict) => conflict.columns(['bucket_id', 'fingerprint']).doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    async find(bucketId, fingerprint) {
      const [row] = await find(db, { bucketId, fingerprint })
      return row && versionFrom(row)
    },
    async findById(id) {
      const row = await versionsOf(db).where('id', '=', id).where(isLive('version.bucket_id')).executeTakeFirst()
      return row && versionFrom(row)
    },
    async findMany(ids) {
      return inShortBatches(ids, async (batch) =>
        (await versionsOf(db).where('id', 'in', batch).where(isLive('version.bucket_id')).execute()).map(versionFrom),
      )
    },
    findLatest: (bucketIds, now, except) => oneOfEach(db, bucketIds, newestValidId('asked.id', now, except ?? null)),
    findNewest: (bucketIds) => oneOfEach(db, bucketIds, newestId('asked.id')),
    async newestCreatedAt(bucketId) {
      const [row] = await newest(db, { bucketId })
      return row?.created_at
    },
    async locate(projectId, id) {
      const row = await summariesOf(db)
        .where('version.id', '=', id)
        .where('bucket.project_id', '=', projectId)
        .where('bucket.deleted_at', 'is', null)
        .executeTakeFirst()
      return row && summaryFrom(row)
    },
    async locateSequence(bucketId, sequence) {
      if (sequence === INCOMPLETE) return undefined
      const row = await summariesOf(db)
        .where('version.bucket_id', '=', bucketId)
        .where('version.sequence', '=', sequence)
        .executeTakeFirst()
      return row && summaryFrom(row)
    },
    listDescendants: (id) => descendantsOf(db, id),
    async list(bucketId, page) {
      const query = versionsOf(db).where('bucket_id', '=', bucketId)
      return fetchPage(query, keyset, page, versionFrom)
    },
    async update(version) {
      const { sequence, updated_at } = versionRow(version)
      await db.updateTable('version').set({ sequence, updated_at }).where('id', '=', version.id).execute()
    },
    async delete(id) {
      while (!(await clearVersions(db, [id]))) continue
      await db.deleteFrom('version').where('id', '=', id).execute()
    },
  })
}
