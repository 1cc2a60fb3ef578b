import type { Kysely, RawBuilder } from 'kysely'
import type { VersionOrderField, VersionStore } from '../../domain/catalog/version/version-store.ts'
import type { PageRequest } from '../../domain/page.ts'
import { isLive } from '../bucket/live-bucket.ts'
import { clearVersions } from '../bucket/purge-buckets.ts'
import { type BucketName, servedBucketId } from '../bucket/served-bucket.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { inShortBatches } from '../query/batches.ts'
import { fetchHeavyPage } from '../query/heavy-page.ts'
import { heavyReads } from '../query/heavy-reads.ts'
import type { Keyset } from '../query/keyset.ts'
import { membersOf, preparedList, preparedQuery } from '../query/prepared-query.ts'
import { readWeighing, type Weigh, weighInTurn } from '../query/slices.ts'
import type { Schema, VersionRow } from '../schema.ts'
import { findAroundBuild } from './around-build.ts'
import { findDescendants } from './descendants.ts'
import type { Documents } from './documents.ts'
import { findLatest } from './find-latest.ts'
import { summaryColumns, summaryFrom } from './revocation-columns.ts'
import { INCOMPLETE, newestId } from './validity.ts'
import { versionFrom, versionOutlineFrom, versionRow } from './version-columns.ts'
import { versionOutlines } from './version-outlines.ts'
import { outlineBytes, versionBytes, weighedFrom } from './weights.ts'

const rowColumns = [
  'id',
  'bucket_id',
  'fingerprint',
  'template_type',
  'sequence',
  'author_id',
  'created_at',
  'updated_at',
] as const

const keyColumns = ['id', 'created_at', 'updated_at', 'sequence'] as const
type Key = Pick<VersionRow, (typeof keyColumns)[number]>

const keyset: Keyset<VersionOrderField, Key> = {
  fields: {
    createdAt: { reference: 'version.created_at', type: 'string', valueOf: (key) => key.created_at },
    updatedAt: { reference: 'version.updated_at', type: 'string', valueOf: (key) => key.updated_at },
    sequence: { reference: 'version.sequence', type: 'number', valueOf: (key) => key.sequence },
  },
  id: { reference: 'version.id', type: 'string', valueOf: (key) => key.id },
}

const keysOf = (db: Kysely<Schema>, bucketId: string, request: PageRequest<VersionOrderField>) => ({
  query: db.selectFrom('version').select(keyColumns).where('bucket_id', '=', bucketId),
  keyset,
  request,
  keyOf: (row: Key) => row,
})

export function versionStore(documents: Documents, capabilities: Capabilities): (db: Kysely<Schema>) => VersionStore {
  const versionsOf = (db: Kysely<Schema>) => db.selectFrom('version').select(documents.version)
  const find = preparedQuery((db, value: Record<'bucketId' | 'fingerprint', string>) =>
    versionsOf(db).where('bucket_id', '=', value.bucketId).where('fingerprint', '=', value.fingerprint),
  )

  const findServed = preparedQuery((db, value: BucketName & Record<'fingerprint', string>) =>
    versionsOf(db).where('bucket_id', '=', servedBucketId(value)).where('fingerprint', '=', value.fingerprint),
  )
  const newest = preparedQuery((db, { bucketId }: { readonly bucketId: string }) =>
    db
      .selectFrom('version')
      .select('created_at')
      .where('bucket_id', '=', bucketId)
      .orderBy('created_at', 'desc')
      .limit(1),
  )

  const findOutline = preparedQuery((db, value: Record<'bucketId' | 'fingerprint', string>) =>
    db
      .selectFrom('version')
      .select(documents.versionOutline)
      .where('bucket_id', '=', value.bucketId)
      .where('fingerprint', '=', value.fingerprint),
  )

  const heavyRead = heavyReads()
  const weighing = (bytes: typeof versionBytes) =>
    preparedList((db, ids: readonly string[]) =>
      db
        .selectFrom('version')
        .select(['version.id', bytes('version.id').as('bytes')])
        .where('version.id', 'in', ids),
    )
  const weighWhole = weighing(versionBytes)
  const weighOutlines = weighing(outlineBytes)
  const weighOn =
    (db: Kysely<Schema>, query: typeof weighWhole): Weigh =>
    async (ids) =>
      (await query(db, ids)).map(weighedFrom)
  const versionsIn = (document: Documents['version']) => {
    const query = preparedList((db, ids: readonly string[]) =>
      db.selectFrom('version').select(document).where('id', 'in', ids).where(isLive('version.bucket_id')),
    )
    return async (db: Kysely<Schema>, ids: readonly string[]) => (await query(db, ids)).map(versionFrom)
  }
  const whole = versionsIn(documents.version)
  const brief = versionsIn(documents.briefVersion)
  const outlinesIn = versionOutlines(documents)
  async function* read(db: Kysely<Schema>, readIn: typeof whole, ids: readonly string[]) {
    yield* readWeighing(ids, weighOn(db, weighWhole), (slice) => readIn(db, slice))
  }

  const insert = preparedQuery((db, row: VersionRow) =>
    db
      .insertInto('version')
      .values(membersOf(row, rowColumns))
      .onConflict((conflict) => conflict.columns(['bucket_id', 'fingerprint']).doNothing())
      .returning('id'),
  )
  const update = preparedQuery((db, { id, sequence, updated_at }: VersionRow) =>
    db.updateTable('version').set({ sequence, updated_at }).where('id', '=', id),
  )
  const latest = findLatest(documents, capabilities)
  const aroundBuild = findAroundBuild(documents)
  const descendantsOf = findDescendants(capabilities)
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
        .select(documents.versionOutline)
        .execute()
      return rows.map(versionOutlineFrom)
    })

  return (db) => ({
    async insert(version) {
      return (await insert(db, versionRow(version))).length === 1
    },
    async find(bucketId, fingerprint) {
      const row = await heavyRead(`${bucketId} ${fingerprint}`, () => find(db, { bucketId, fingerprint }))
      return row && versionFrom(row)
    },
    async findServed(projectId, bucketName, fingerprint) {
      const ask = () => findServed(db, { projectId, bucketName, fingerprint })
      const row = await heavyRead(`${projectId} ${bucketName} ${fingerprint}`, ask)
      return row && versionFrom(row)
    },
    async findOutline(bucketId, fingerprint) {
      const [row] = await findOutline(db, { bucketId, fingerprint })
      return row && versionOutlineFrom(row)
    },
    findAroundBuild: (...asked) => aroundBuild(db, ...asked),
    async findById(id) {
      const [version] = await whole(db, [id])
      return version
    },
    findOutlines: (ids) => inShortBatches(ids, (batch) => outlinesIn(db, batch)),
    read: (ids) => read(db, whole, ids),
    readBrief: (ids) => read(db, brief, ids),
    async weigh(ids) {
      const weighed = await Array.fromAsync(weighInTurn(ids, weighOn(db, weighWhole)))
      return weighed.flat().map(({ bytes }) => bytes)
    },
    findLatest: (bucketIds, now, except) => latest(db, { bucketIds, now, except: except ?? null }),
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
    list: (bucketId, request) =>
      fetchHeavyPage({
        ...keysOf(db, bucketId, request),
        weigh: weighOn(db, weighWhole),
        read: (ids) => whole(db, ids),
      }),
    listOutlines: (bucketId, request) =>
      fetchHeavyPage({
        ...keysOf(db, bucketId, request),
        weigh: weighOn(db, weighOutlines),
        read: (ids) => outlinesIn(db, ids),
      }),
    async update(version) {
      await update(db, versionRow(version))
    },
    async delete(id) {
      while (!(await clearVersions(db, [id]))) continue
      await db.deleteFrom('version').where('id', '=', id).execute()
    },
  })
}
