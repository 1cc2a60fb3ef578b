import type { Kysely, RawBuilder, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { AncestryStore, RelationOrderField, RelationQuery } from '../domain/ancestry/ancestry-store.ts'
import type { Relation } from '../domain/ancestry/ancestry.ts'
import { inBatches } from './batches.ts'
import type { Keyset } from './keyset.ts'
import { fetchPage } from './keyset.ts'
import { summaryFrom } from './lifecycle-columns.ts'
import type { Flag, Schema } from './schema.ts'
import { newestCompleteId } from './validity.ts'

type Dated = Relation & { readonly createdAt: string }

const keyset: Keyset<RelationOrderField, Dated> = {
  fields: { createdAt: { reference: 'build.created_at', type: 'string', valueOf: (relation) => relation.createdAt } },
  id: { reference: 'build.id', type: 'string', valueOf: (relation) => relation.id },
}

export function ancestryStore(db: Kysely<Schema>): AncestryStore {
  const answering = ({ childVersionId, childBucketId, parentBucketId, channelId }: RelationQuery) =>
    edgesOf(db, [
      ...(childVersionId === undefined ? [] : [buildsOfVersion(childVersionId)]),
      ...(childBucketId === undefined ? [] : [buildsOfNewest([childBucketId])]),
      ...(parentBucketId === undefined ? [] : [buildsOnBuckets([parentBucketId], channelId)]),
    ])

  const bucketEdges = async (
    end: 'child' | 'parent',
    bucketIds: readonly string[],
    buildsOf: (bucketIds: readonly string[]) => BuildIds,
  ) => {
    const rows = await inBatches(bucketIds, (batch) =>
      edgesOf(db, [buildsOf(batch)])
        .select([`${end}.bucket_id`, 'parent.id', 'channel.version_id as channel_version_id'])
        .execute(),
    )
    return rows.map((row) => ({
      bucketId: row.bucket_id,
      versionId: row.id,
      channelVersionId: row.channel_version_id,
    }))
  }

  return {
    async list(query, page) {
      const found = answering(query)
        .leftJoin('version as current', 'current.id', 'channel.version_id')
        .leftJoin('bucket as current_bucket', 'current_bucket.id', 'current.bucket_id')
        .select([
          'build.id',
          'build.created_at',
          'channel.name as channel_name',
          'channel.restricted as channel_restricted',
        ])
        .select(summaryOf('child'))
        .select(summaryOf('parent'))
        .select(summaryOf('current'))
      return fetchPage(found as unknown as RelationRows, keyset, page, relationFrom)
    },
    async count(query) {
      const row = await answering(query)
        .select((edge) => edge.fn.countAll<string | number>().as('count'))
        .executeTakeFirst()
      return Number(row?.count ?? 0)
    },
    listParentEdges: (bucketIds) => bucketEdges('child', bucketIds, buildsOfNewest),
    listChildEdges: (bucketIds) => bucketEdges('parent', bucketIds, buildsOnBuckets),
  }
}

// Which builds to look at is settled first, from few rows each; all else that is asked of an edge is asked of those.
type BuildIds = RawBuilder<{ id: string }>

const buildsOfVersion = (versionId: string): BuildIds =>
  sql`select build.id from build where build.version_id = ${versionId}`

const buildsOfNewest = (bucketIds: readonly string[]): BuildIds => sql`
  select build.id from bucket join build on build.version_id = ${newestCompleteId('bucket.id')}
  where bucket.id in (${sql.join(bucketIds)})`

const buildsOnBuckets = (bucketIds: readonly string[], channelId?: string): BuildIds => sql`
  select build.id from bucket_ancestry
  join build on build.version_id = ${newestCompleteId('bucket_ancestry.child_bucket_id')}
  join version on version.id = build.parent_version_id and version.bucket_id = bucket_ancestry.parent_bucket_id
  where bucket_ancestry.parent_bucket_id in (${sql.join(bucketIds)})
    ${channelId === undefined ? sql`` : sql`and build.parent_channel_id = ${channelId}`}`

const projectOfChannel = sql<string>`(select bucket.project_id from bucket where bucket.id = channel.bucket_id)`

/**
 * The edges that any of these builds record, one row an edge: of several builds of a version with the same parent and
 * channel the first stands for all. A channel of another project is none.
 */
function edgesOf(db: Kysely<Schema>, builds: readonly BuildIds[]) {
  // In front of the join, because a database may keep to the order in which it is written.
  const asked = sql<{ id: string }>`(${sql.join(builds, sql` union `)})`.as<'asked'>(sql.ref('asked'))
  return db
    .selectFrom(asked)
    .innerJoin('build', 'build.id', 'asked.id')
    .innerJoin('version as child', 'child.id', 'build.version_id')
    .innerJoin('bucket as child_bucket', 'child_bucket.id', 'child.bucket_id')
    .innerJoin('version as parent', 'parent.id', 'build.parent_version_id')
    .innerJoin('bucket as parent_bucket', 'parent_bucket.id', 'parent.bucket_id')
    .leftJoin('channel', (channel) =>
      channel
        .onRef('channel.id', '=', 'build.parent_channel_id')
        .onRef('child_bucket.project_id', '=', projectOfChannel),
    )
    .whereRef('child_bucket.project_id', '=', 'parent_bucket.project_id')
    .whereRef('child.id', '<>', 'parent.id')
    .where((edge) =>
      edge.not(
        edge.exists(
          edge
            .selectFrom('build as earlier')
            .select('earlier.id')
            .whereRef('earlier.version_id', '=', 'build.version_id')
            .whereRef('earlier.parent_version_id', '=', 'build.parent_version_id')
            .whereRef('earlier.parent_channel_id', '=', 'build.parent_channel_id')
            .whereRef('earlier.id', '<', 'build.id'),
        ),
      ),
    )
}

type End = 'child' | 'parent' | 'current'
type Summary<Name extends End, Value> = {
  [Column in 'id' | 'bucket_id' | 'bucket_name' | 'fingerprint' as `${Name}_${Column}`]: string | Value
} & Record<`${Name}_sequence`, number | Value>
type RelationRow = {
  id: string
  created_at: string
  channel_name: string | null
  channel_restricted: Flag | null
} & Summary<'child', never> &
  Summary<'parent', never> &
  Summary<'current', null>
type RelationRows = SelectQueryBuilder<Schema, 'build', RelationRow>

const summaryOf = (end: End) => [
  sql.ref<string>(`${end}.id`).as(`${end}_id`),
  sql.ref<string>(`${end}.bucket_id`).as(`${end}_bucket_id`),
  sql.ref<string>(`${end}_bucket.name`).as(`${end}_bucket_name`),
  sql.ref<string>(`${end}.fingerprint`).as(`${end}_fingerprint`),
  sql.ref<number>(`${end}.sequence`).as(`${end}_sequence`),
]

function summaryAt(row: RelationRow, end: 'child' | 'parent') {
  return summaryFrom({
    id: row[`${end}_id`],
    bucket_id: row[`${end}_bucket_id`],
    bucket_name: row[`${end}_bucket_name`],
    fingerprint: row[`${end}_fingerprint`],
    sequence: row[`${end}_sequence`],
  })
}

function relationFrom(row: RelationRow): Dated {
  const current =
    row.current_id === null
      ? null
      : summaryFrom({
          id: row.current_id,
          bucket_id: row.current_bucket_id ?? '',
          bucket_name: row.current_bucket_name ?? '',
          fingerprint: row.current_fingerprint ?? '',
          sequence: row.current_sequence ?? 0,
        })
  return {
    id: row.id,
    createdAt: row.created_at,
    parent: summaryAt(row, 'parent'),
    child: summaryAt(row, 'child'),
    channel:
      row.channel_name === null
        ? null
        : { name: row.channel_name, restricted: row.channel_restricted === 1, version: current },
  }
}
