import type { Kysely, RawBuilder } from 'kysely'
import type { VersionOrderField, VersionStore } from '../../domain/catalog/version/version-store.ts'
import { type BucketName, isLive, servedBucketId } from '../bucket/live-bucket.ts'
import { clearVersions } from '../bucket/purge-buckets.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { inLongBatches, inShortBatches } from '../query/batches.ts'
import { fetchHeavyPage } from '../query/heavy-page.ts'
import { asGiven } from '../query/given.ts'
import { heavyReads } from '../query/heavy-reads.ts'
import { keysetOf } from '../query/keyset.ts'
import { preparedList, preparedQuery } from '../query/prepared-query.ts'
import { readWeighing, type Weigh, weighInTurn } from '../query/slices.ts'
import type { Json, Schema } from '../schema.ts'
import { countNewer } from './count-newer.ts'
import { findAroundBuild } from './around-build.ts'
import { findDescendants } from './descendants.ts'
import { type Document, type Documents, versions } from './documents.ts'
import { findLatest } from './find-latest.ts'
import { summaries, summaryColumns } from './revocation-columns.ts'
import { INCOMPLETE, newestId } from './validity.ts'
import { countVersions, searchVersions } from './version-search.ts'
import { outlineBytes, versionBytes, weighedFrom } from './weights.ts'

const keyset = keysetOf<VersionOrderField>('version', {
  createdAt: 'string',
  updatedAt: 'string',
  sequence: 'number',
})

/** Reads the versions with these ids, at most a batch, in no particular order. */
export function versionsIn<Row extends Readonly<Record<'version' | 'builds', Json>>, Item>({
  columns,
  itemOf,
}: Document<Row, Item>): (db: Kysely<Schema>, ids: readonly string[]) => Promise<readonly Item[]> {
  const query = preparedList((db, ids: readonly string[]) =>
    db.selectFrom('version').select(columns).where('id', 'in', ids).where(isLive('version.bucket_id')),
  )
  return async (db, ids) => (await query(db, ids)).map((row) => itemOf(row as unknown as Row))
}

const weighing = (bytes: typeof versionBytes) => {
  const query = preparedList((db, ids: readonly string[]) =>
    db
      .selectFrom('version')
      .select(['version.id', bytes('version.id').as('bytes')])
      .where('version.id', 'in', ids),
  )
  return (db: Kysely<Schema>): Weigh =>
    async (ids) =>
      (await query(db, ids)).map(weighedFrom)
}
const weighWhole = weighing(versionBytes)
const weighOutlines = weighing(outlineBytes)

type Named = Readonly<Record<'bucketId' | 'fingerprint', string>>

export function versionStore(documents: Documents, capabilities: Capabilities): (db: Kysely<Schema>) => VersionStore {
  const versionsOf = (db: Kysely<Schema>) => db.selectFrom('version').select(documents.version.columns)
  const find = preparedQuery((db, value: Named) =>
    versionsOf(db).where('bucket_id', '=', value.bucketId).where('fingerprint', '=', value.fingerprint),
  )
  const findServed = preparedQuery((db, value: BucketName & Record<'fingerprint', string>) =>
    versionsOf(db).where('bucket_id', '=', servedBucketId(value)).where('fingerprint', '=', value.fingerprint),
  )
  const findOutline = preparedQuery((db, value: Named) =>
    db
      .selectFrom('version')
      .select(documents.versionOutline.columns)
      .where('bucket_id', '=', value.bucketId)
      .where('fingerprint', '=', value.fingerprint),
  )
  const heavyRead = heavyReads()
  const newest = preparedQuery((db, { bucketId }: { readonly bucketId: string }) =>
    db
      .selectFrom('version')
      .select('created_at')
      .where('bucket_id', '=', bucketId)
      .orderBy('created_at', 'desc')
      .limit(1),
  )

  const whole = versionsIn(documents.version)
  const brief = versionsIn(documents.briefVersion)
  const outlines = versionsIn(documents.versionOutline)
  const reading = (db: Kysely<Schema>, readIn: typeof whole, ids: readonly string[]) =>
    readWeighing(ids, weighWhole(db), (slice) => readIn(db, slice))
  const latest = findLatest(documents, capabilities)
  const aroundBuild = findAroundBuild(documents)
  const descendantsOf = findDescendants(capabilities)
  const newerThan = countNewer(capabilities)
  const keysIn = (db: Kysely<Schema>, bucketId: string) =>
    db.selectFrom('version').select(keyset.columns).where('bucket_id', '=', bucketId)
  const summariesOf = (db: Kysely<Schema>) =>
    db.selectFrom('version').innerJoin('bucket', 'bucket.id', 'version.bucket_id').select(summaryColumns)
  const summariesOfMany = preparedQuery((db, { ids }: Record<'ids', string>) =>
    summariesOf(db)
      .select('version.created_at')
      .where(capabilities.isAmong('version.id', ids))
      .where('bucket.deleted_at', 'is', null),
  )

  // Finding the newest version of a bucket takes a step or a few in an index; a maximum by group would read all versions.
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
        .select(documents.versionOutline.columns)
        .execute()
      return rows.map(documents.versionOutline.itemOf)
    })

  return (db) => ({
    insert: (version) => versions.insertNew(db, version, 'bucket_id', 'fingerprint'),
    async find(bucketId, fingerprint) {
      const row = await heavyRead(`${bucketId} ${fingerprint}`, () => find(db, { bucketId, fingerprint }))
      return row && documents.version.itemOf(row)
    },
    async findServed(projectId, bucketName, fingerprint) {
      const ask = () => findServed(db, { projectId, bucketName, fingerprint })
      const row = await heavyRead(`${projectId} ${bucketName} ${fingerprint}`, ask)
      return row && documents.version.itemOf(row)
    },
    async findOutline(bucketId, fingerprint) {
      const [row] = await findOutline(db, { bucketId, fingerprint })
      return row && documents.versionOutline.itemOf(row)
    },
    findAroundBuild: (bucketId, fingerprint, buildId) =>
      aroundBuild(db, { bucketId, fingerprint, buildId: buildId ?? '' }),
    async findById(id) {
      const [version] = await whole(db, [id])
      return version
    },
    findOutlines: (ids) => inShortBatches(ids, (batch) => outlines(db, batch)),
    listSummaries: (ids) =>
      inLongBatches(ids, async (batch) =>
        (await summariesOfMany(db, { ids: asGiven(batch) })).map((row) => ({
          ...summaries.itemOf(row),
          createdAt: row.created_at,
        })),
      ),
    read: (ids) => reading(db, whole, ids),
    readBrief: (ids) => reading(db, brief, ids),
    async weigh(ids) {
      const weighed = await Array.fromAsync(weighInTurn(ids, weighWhole(db)))
      return weighed.flat().map(({ bytes }) => bytes)
    },
    findLatest: (bucketIds, now, except) => latest(db, { bucketIds, now, except: except ?? [] }),
    findNewest: (bucketIds) => oneOfEach(db, bucketIds, newestId('asked.id')),
    countNewer: (places, now) => newerThan(db, places, now),
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
      return row && summaries.itemOf(row)
    },
    async locateSequence(bucketId, sequence) {
      if (sequence === INCOMPLETE) return undefined
      const row = await summariesOf(db)
        .where('version.bucket_id', '=', bucketId)
        .where('version.sequence', '=', sequence)
        .executeTakeFirst()
      return row && summaries.itemOf(row)
    },
    listDescendants: (id) => descendantsOf(db, id),
    list: (bucketId, request) =>
      fetchHeavyPage({
        query: keysIn(db, bucketId),
        keyset,
        request,
        weigh: weighWhole(db),
        read: (ids) => whole(db, ids),
      }),
    listOutlines: (bucketId, request) =>
      fetchHeavyPage({
        query: keysIn(db, bucketId),
        keyset,
        request,
        weigh: weighOutlines(db),
        read: (ids) => outlines(db, ids),
      }),
    async search(search, request) {
      const page = await searchVersions(db, search, request)
      return { ...page, items: page.items.map(({ id }) => id) }
    },
    countSearched: (search) => countVersions(db, search),
    update: (version) => versions.update(db, version, 'sequence', 'updated_at'),
    async delete(id) {
      while (!(await clearVersions(db, [id]))) continue
      await db.deleteFrom('version').where('id', '=', id).execute()
    },
  })
}
