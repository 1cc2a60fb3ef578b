// Which versions were built from which. Edges are stored as rows, and this file alone defines what a build must name to make
// one. A bucket is represented by its complete version with the highest number, so that the edges down from a bucket are few,
// however many versions were ever built on it.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { AncestryStore, RelationOrderField } from '../../../domain/catalog/ancestry/ancestry-store.ts'
import type { Relation } from '../../../domain/catalog/ancestry/ancestry.ts'
import type { VersionSummary } from '../../../domain/catalog/revocation/revocation.ts'
import { isLive } from '../../bucket/live-bucket.ts'
import type { Capabilities } from '../../engine/dialect.ts'
import { inBatches, inSmallBatches } from '../../query/batches.ts'
import { keysetOf } from '../../query/keyset.ts'
import { preparedCommand, preparedList, preparedQuery } from '../../query/prepared-query.ts'
import type { Flag, Json, Schema, VersionEdgeRow } from '../../schema.ts'
import { bucketPairs, newestEdges } from './bucket-pairs.ts'
import {
  childCounts,
  type EdgeRow,
  type Edges,
  edgeKey,
  edgesDown,
  edgesGiven,
  edgesInPieces,
  type EdgesOf,
  edgesUp,
  pageOfEdges,
  theseEdges,
} from './edges.ts'
import { summaries } from '../revocation-columns.ts'

const keyset = keysetOf<RelationOrderField>('edge', { createdAt: 'string' })

export function ancestryStore(capabilities: Capabilities): (db: Kysely<Schema>) => AncestryStore {
  const { json } = capabilities
  const pairs = bucketPairs(capabilities)
  const forget = preparedCommand((db, { versionId }: Child) =>
    db.deleteFrom('version_edge').where('child_version_id', '=', versionId),
  )
  const record = preparedCommand((db, { versionId }: Child) => ({ compile: () => namedEdges(versionId).compile(db) }))

  const bucketEdges = (end: 'child' | 'parent', edgesOf: EdgesOf) =>
    preparedList((db, bucketIds: readonly string[]) =>
      foundThrough(db, standingAlike(edgesOf(bucketIds), end))
        .select([`edge.${end}_bucket_id as bucketId`, 'edge.parent_version_id as versionId'])
        .select('channel.version_id as channelVersionId')
        .distinct(),
    )
  const parentEdges = bucketEdges('child', edgesUp)
  const childEdges = bucketEdges('parent', edgesDown)
  const countingChildren = preparedList((db, bucketIds: readonly string[]) =>
    db.selectFrom(childCounts(bucketIds).as('counted')).select(['parent_bucket_id', 'children']),
  )

  const piecesOf = edgesInPieces(capabilities)

  /** The values of `summaries`, in one column. */
  function summaryOf<End extends 'child' | 'parent' | 'current'>(end: End) {
    const columns = [`${end}.id`, `${end}.bucket_id`, `${end}_bucket.name`, `${end}.fingerprint`, `${end}.sequence`]
    const values = sql.join(columns.map((column) => sql.ref(column)))
    return sql<Json>`cast(${sql.raw(json.values)}(${values}) as text)`.as(end)
  }

  const relationsOf = (db: Kysely<Schema>, edges: RawBuilder<unknown>) =>
    foundThrough(db, edges)
      .innerJoin('version as child', 'child.id', 'edge.child_version_id')
      .innerJoin('bucket as child_bucket', 'child_bucket.id', 'edge.child_bucket_id')
      .innerJoin('version as parent', 'parent.id', 'edge.parent_version_id')
      .innerJoin('bucket as parent_bucket', 'parent_bucket.id', 'edge.parent_bucket_id')
      .leftJoin('version as current', 'current.id', 'channel.version_id')
      .leftJoin('bucket as current_bucket', 'current_bucket.id', 'current.bucket_id')
      .select(['edge.id', 'edge.created_at', 'current.id as current_id'])
      .select(['edge.child_version_id', 'edge.parent_version_id', 'edge.channel_id'])
      .select(['channel.name as channel_name', 'channel.restricted as channel_restricted'])
      .select([summaryOf('child'), summaryOf('parent'), summaryOf('current')])
  const theseRelations = preparedQuery((db, { given }: Readonly<Record<'given', string>>) =>
    relationsOf(db, theseEdges(capabilities, given)),
  )

  return (db) => ({
    async record(versionId) {
      await forget(db, { versionId })
      await record(db, { versionId })
    },
    async list(query, request) {
      const { items: found, ...edges } = await pageOfEdges(piecesOf(db, query), { keyset, request })
      const rows = await inBatches(found, (batch) => theseRelations(db, { given: edgesGiven(batch) }))
      const byId = new Map(rows.map((row) => [edgeKey(row), relationFrom(row)]))
      return { ...edges, items: found.flatMap((edge) => byId.get(edgeKey(edge)) ?? []) }
    },
    async listNewest(scope, request) {
      const { items: found, ...edges } = await pairs(db, scope, request)
      const rows = await inBatches(found, (batch) => relationsOf(db, newestEdges(capabilities, batch)).execute())
      const ofPair = Map.groupBy(rows.map(relationFrom), ({ parent, child }) => `${child.bucketId} ${parent.bucketId}`)
      const items = found.flatMap(({ childBucketId, parentBucketId }) => {
        const alike = ofPair.get(`${childBucketId} ${parentBucketId}`) ?? []
        return alike.toSorted((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1)).slice(0, 1)
      })
      return { ...edges, items }
    },
    async countChildren(bucketIds) {
      const rows = await inSmallBatches(bucketIds, (batch) => countingChildren(db, batch))
      return rows.map(({ parent_bucket_id: bucketId, children }) => ({ bucketId, children: Number(children) }))
    },
    listParentEdges: (bucketIds) => inSmallBatches(bucketIds, (batch) => parentEdges(db, batch)),
    listChildEdges: (bucketIds) => inSmallBatches(bucketIds, (batch) => childEdges(db, batch)),
  })
}

type Child = Readonly<Record<'versionId', string>>

/** Stores what the builds of a version name as edges: the one place that decides what counts as an edge. */
const namedEdges = (versionId: string) => sql`
  insert into version_edge
    (id, child_version_id, child_bucket_id, parent_version_id, parent_bucket_id, channel_id, created_at)
  select min(id), child_version_id, child_bucket_id, parent_version_id, parent_bucket_id, channel_id, min(created_at)
  from (
    select build.id, build.created_at, child.id as child_version_id, child.bucket_id as child_bucket_id,
      parent.id as parent_version_id, parent.bucket_id as parent_bucket_id,
      coalesce((
        select channel.id from channel join bucket on bucket.id = channel.bucket_id
        where channel.id = build.parent_channel_id and bucket.project_id = child_bucket.project_id
          and bucket.deleted_at is null
      ), '') as channel_id
    from build
    join version as child on child.id = build.version_id
    join bucket as child_bucket on child_bucket.id = child.bucket_id
    join version as parent on parent.id = build.parent_version_id
    join bucket as parent_bucket on parent_bucket.id = parent.bucket_id
    where build.version_id = ${versionId} and parent.id <> child.id
      and parent_bucket.project_id = child_bucket.project_id
      and parent_bucket.deleted_at is null and child_bucket.deleted_at is null
  ) as named
  group by child_version_id, child_bucket_id, parent_version_id, parent_bucket_id, channel_id`

/** These edges, each once, with the channels that led to their parents. The edges are found before anything is joined to them. */
const foundThrough = (db: Kysely<Schema>, edges: RawBuilder<unknown>) =>
  db
    .with(
      (cte) => cte('edge').materialized(),
      () => sql<VersionEdgeRow>`(${edges})`,
    )
    .selectFrom('edge')
    .leftJoin('channel', (channel) =>
      channel.onRef('channel.id', '=', 'edge.channel_id').on(isLive('channel.bucket_id')),
    )

/** One edge for each bucket at this end, parent version and channel, of the many that are alike. */
const standingAlike = (edges: Edges, end: 'child' | 'parent') =>
  sql`select distinct ${sql.ref(`${end}_bucket_id`)}, parent_version_id, channel_id from (${edges}) as found`

interface RelationRow extends EdgeRow, Readonly<Record<'child' | 'parent' | 'current', string>> {
  readonly channel_name: string | null
  readonly channel_restricted: Flag | null
  /** The version that the channel points at; null when there is none. */
  readonly current_id: string | null
}

const summaryFrom = (column: Json): VersionSummary => summaries.itemFrom(JSON.parse(column) as readonly unknown[])

const relationFrom = (row: RelationRow): Relation & { readonly createdAt: string } => ({
  id: row.id,
  createdAt: row.created_at,
  parent: summaryFrom(row.parent),
  child: summaryFrom(row.child),
  channel:
    row.channel_name === null
      ? null
      : {
          name: row.channel_name,
          restricted: row.channel_restricted === 1,
          version: row.current_id === null ? null : summaryFrom(row.current),
        },
})

const placeOf = ({ createdAt, id }: ReturnType<typeof relationFrom>) => `${createdAt} ${id}`
