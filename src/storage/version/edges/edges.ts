// Edges, by what they lead up or down from. On one bucket tens of thousands of others may be built: where all edges down from it
// are asked for they are walked some buckets at a time.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { RelationOrderField, RelationQuery } from '../../../domain/catalog/ancestry/ancestry-store.ts'
import type { Page } from '../../../domain/page.ts'
import { isLive } from '../../bucket/live-bucket.ts'
import type { Capabilities } from '../../engine/capabilities.ts'
import { breathing } from '../../query/batches.ts'
import { asGiven, givenRows } from '../../query/given.ts'
import { pageWithin, type PageQuery } from '../../query/keyset.ts'
import type { Schema, VersionEdgeRow } from '../../schema.ts'
import { newestCompleteId } from '../validity.ts'

/** Which edge it is, and its place in a page. */
export type EdgeRow = Pick<
  VersionEdgeRow,
  'id' | 'created_at' | 'child_version_id' | 'parent_version_id' | 'channel_id'
>
const COLUMNS = sql.raw(
  ['id', 'created_at', 'child_version_id', 'parent_version_id', 'channel_id']
    .map((column) => `version_edge.${column}`)
    .join(', '),
)

export const edgeKey = (edge: EdgeRow): string =>
  `${edge.child_version_id} ${edge.parent_version_id} ${edge.channel_id}`

/** Buckets that one statement walks. */
const CHILDREN = 500

/** Each edge that is asked for, once. */
export async function* edgesInPieces(
  capabilities: Capabilities,
  db: Kysely<Schema>,
  query: RelationQuery,
): AsyncGenerator<readonly EdgeRow[]> {
  const breathe = breathing()
  const seen = new Set<string>()
  const unseen = (rows: readonly EdgeRow[]) =>
    rows.filter((row) => {
      const isNew = !seen.has(edgeKey(row))
      seen.add(edgeKey(row))
      return isNew
    })
  const { childVersionId, childBucketId, parentBucketId } = query
  const up = [
    ...(childVersionId === undefined ? [] : [edgesOfVersion(childVersionId)]),
    ...(childBucketId === undefined ? [] : [edgesUp([childBucketId])]),
  ]
  for (const edges of up) yield unseen(await found(db, sql<EdgeRow>`select ${COLUMNS} from (${edges}) as version_edge`))
  for (let beyond: string | undefined = parentBucketId === undefined ? undefined : ''; beyond !== undefined;) {
    const children: readonly string[] = await childrenBeyond(db, parentBucketId ?? '', beyond)
    yield unseen(await found(db, edgesFrom(capabilities, children, query)))
    beyond = children.length < CHILDREN ? undefined : children.at(-1)
    await breathe()
  }
}

const found = <Row extends object>(db: Kysely<Schema>, rows: RawBuilder<Row>): Promise<readonly Row[]> =>
  db
    .selectFrom(sql<Row>`(${rows})`.as('found'))
    .selectAll()
    .$castTo<Row>()
    .execute()

/** The page that was asked for, of these edges. */
export async function pageOfEdges(
  pieces: AsyncIterable<readonly EdgeRow[]>,
  page: Pick<PageQuery<never, never, EdgeRow, RelationOrderField>, 'keyset' | 'request'>,
): Promise<Page<EdgeRow>> {
  const size = page.request.size === null ? null : page.request.size + 1
  let first: readonly EdgeRow[] = []
  // Whatever comes later, no more of these can be in the page.
  for await (const edges of pieces)
    first = pageWithin([...first, ...edges], { ...page, request: { ...page.request, size } }).items
  return pageWithin(first, page)
}

/** These edges, as far as they are there still. */
export const theseEdges = (capabilities: Capabilities, edges: readonly EdgeRow[]): Edges => sql`
  select version_edge.* from ${givenRows<Pick<EdgeRow, 'child_version_id' | 'parent_version_id' | 'channel_id'>>(
    capabilities,
    { child_version_id: 'text', parent_version_id: 'text', channel_id: 'text' },
    asGiven(edges.map((edge) => [edge.child_version_id, edge.parent_version_id, edge.channel_id])),
  )} as asked
  cross join version_edge
  where version_edge.child_version_id = asked.child_version_id
    and version_edge.parent_version_id = asked.parent_version_id and version_edge.channel_id = asked.channel_id`

export type Edges = RawBuilder<VersionEdgeRow>
export type EdgesOf = (bucketIds: readonly string[]) => Edges

const edgesOfVersion = (versionId: string): Edges =>
  sql`select version_edge.* from version_edge where version_edge.child_version_id = ${versionId}
    and ${isLive('version_edge.child_bucket_id')} and ${isLive('version_edge.parent_bucket_id')}`

export const edgesUp = (bucketIds: readonly string[]): Edges => sql`
  select version_edge.* from bucket
  cross join version_edge
  where version_edge.child_version_id = ${newestCompleteId('bucket.id')} and bucket.id in (${sql.join(bucketIds)})
    and bucket.deleted_at is null and ${isLive('version_edge.parent_bucket_id')}`

/**
 * One step from bucket to bucket that builds on it: versions of one may have been built on another for years. Their newest
 * versions are found before any edge is looked at, or a planner might begin with all edges.
 */
export const edgesDown = (bucketIds: readonly string[]): Edges => sql`
  select version_edge.* from (
    with recursive ${builtOn(bucketIds)},
    newest(parent_bucket_id, child_bucket_id, child_version_id) as materialized (
      select parent_bucket_id, child_bucket_id, ${newestCompleteId('built_on.child_bucket_id')}
      from built_on where child_bucket_id is not null and ${isLive('built_on.child_bucket_id')}
    )
    select * from newest
  ) as asked
  cross join version_edge
  where version_edge.parent_bucket_id = asked.parent_bucket_id
    and version_edge.child_bucket_id = asked.child_bucket_id
    and version_edge.child_version_id = asked.child_version_id`

/** Buckets, and those that build on them; in the end without any. */
const builtOn = (bucketIds: readonly string[]): RawBuilder<unknown> => sql`
  built_on(parent_bucket_id, child_bucket_id) as (
    select bucket.id, ${firstChild('bucket.id', sql``)} from bucket
    where bucket.id in (${sql.join(bucketIds)}) and bucket.deleted_at is null
    union all
    ${NEXT_CHILD}
  )`

export const childCounts = (bucketIds: readonly string[]) => sql<ChildCountRow>`(
  with recursive ${builtOn(bucketIds)}
  select parent_bucket_id, count(*) as children from built_on
  where child_bucket_id is not null and child_bucket_id <> parent_bucket_id and ${isLive('built_on.child_bucket_id')}
  group by parent_bucket_id
)`

interface ChildCountRow {
  readonly parent_bucket_id: string
  readonly children: number | string
}

/** The first bucket, by its id, that builds on the one that `parentBucketId`, a column in scope, names. */
const firstChild = (parentBucketId: string, beyond: RawBuilder<unknown>): RawBuilder<string | null> => sql`(
  select next.child_bucket_id from version_edge as next
  where next.parent_bucket_id = ${sql.ref(parentBucketId)} ${beyond} order by next.child_bucket_id limit 1
)`

/** What follows in `built_on`. */
const NEXT_CHILD = sql`
  select parent_bucket_id,
    ${firstChild('built_on.parent_bucket_id', sql`and next.child_bucket_id > built_on.child_bucket_id`)}
  from built_on where child_bucket_id is not null`

/** The buckets, from one on, that build on this one, in the order of their ids. */
async function childrenBeyond(db: Kysely<Schema>, bucketId: string, beyond: string): Promise<readonly string[]> {
  const steps = sql<{ readonly child_bucket_id: string | null }>`
    with recursive built_on(parent_bucket_id, child_bucket_id) as (
      select bucket.id, ${firstChild('bucket.id', sql`and next.child_bucket_id > ${beyond}`)} from bucket
      where bucket.id = ${bucketId} and bucket.deleted_at is null
      union all
      ${NEXT_CHILD}
    )
    select child_bucket_id from built_on limit ${sql.lit(CHILDREN)}`
  return (await found(db, steps)).flatMap(({ child_bucket_id: id }) => id ?? [])
}

/** The edges down to the newest versions of these of its children. Those are found first, as above, and the parent with them. */
const edgesFrom = (
  capabilities: Capabilities,
  children: readonly string[],
  { parentBucketId, channelId }: RelationQuery,
) => sql<EdgeRow>`
  select ${COLUMNS} from (
    with newest(parent_bucket_id, child_bucket_id, child_version_id) as materialized (
      select built_on.parent_bucket_id, built_on.child_bucket_id, ${newestCompleteId('built_on.child_bucket_id')}
      from ${givenRows<{ readonly parent_bucket_id: string; readonly child_bucket_id: string }>(
        capabilities,
        { parent_bucket_id: 'text', child_bucket_id: 'text' },
        asGiven(children.map((id) => [parentBucketId ?? '', id])),
      )} as built_on
      where ${isLive('built_on.child_bucket_id')}
    )
    select * from newest
  ) as asked
  cross join version_edge
  where version_edge.parent_bucket_id = asked.parent_bucket_id
    and version_edge.child_bucket_id = asked.child_bucket_id
    and version_edge.child_version_id = asked.child_version_id
    ${channelId === undefined ? sql`` : sql`and version_edge.channel_id = ${channelId}`}`
