// Finds the edges up or down from a version or a bucket. Tens of thousands of buckets may be built on one, so all edges down
// from it are walked some buckets at a time.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { RelationOrderField, RelationQuery } from '../../../domain/catalog/ancestry/ancestry-store.ts'
import type { Page } from '../../../domain/page.ts'
import { isLive } from '../../bucket/live-bucket.ts'
import type { Capabilities } from '../../engine/capabilities.ts'
import { breathing } from '../../query/batches.ts'
import { asGiven, givenRows } from '../../query/given.ts'
import { pageWithin, type PageQuery } from '../../query/keyset.ts'
import { preparedQuery } from '../../query/prepared-query.ts'
import type { Schema, VersionEdgeRow } from '../../schema.ts'
import { newestCompleteId } from '../validity.ts'

/** Which edge it is, and its position in a page. */
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

/** How many buckets one statement walks. */
const CHILDREN = 500

/** Yields each requested edge once, in pieces. */
export function edgesInPieces(
  capabilities: Capabilities,
): (db: Kysely<Schema>, query: RelationQuery) => AsyncGenerator<readonly EdgeRow[]> {
  const upFromVersion = preparedQuery((db, { id }: Id) => found(db, ofEdges(edgesOfVersion(id))))
  const upFromBucket = preparedQuery((db, { id }: Id) => found(db, ofEdges(edgesUp([id]))))
  const childrenBeyond = preparedQuery((db, { id, beyond }: Id & { readonly beyond: string }) =>
    found(db, childrenOf(id, beyond)),
  )
  const downTo = preparedQuery((db, { given }: Given) => found(db, edgesDownTo(capabilities, given)))
  const downThrough = preparedQuery((db, { given, channelId }: Given & { readonly channelId: string }) =>
    found(db, sql<EdgeRow>`${edgesDownTo(capabilities, given)} and version_edge.channel_id = ${channelId}`),
  )

  async function* down(db: Kysely<Schema>, bucketId: string, channelId: string | undefined) {
    const breathe = breathing()
    for (let beyond: string | undefined = ''; beyond !== undefined;) {
      const steps: readonly ChildRow[] = await childrenBeyond(db, { id: bucketId, beyond })
      const children = steps.flatMap(({ child_bucket_id: id }) => id ?? [])
      const given = asGiven(children.map((id) => [bucketId, id]))
      if (children.length > 0)
        yield channelId === undefined ? await downTo(db, { given }) : await downThrough(db, { given, channelId })
      beyond = children.length < CHILDREN ? undefined : children.at(-1)
      await breathe()
    }
  }

  return async function* (db, { childVersionId, childBucketId, parentBucketId, channelId }) {
    const seen = new Set<string>()
    const unseen = (rows: readonly EdgeRow[]) =>
      rows.filter((row) => {
        const isNew = !seen.has(edgeKey(row))
        seen.add(edgeKey(row))
        return isNew
      })
    if (childVersionId !== undefined) yield unseen(await upFromVersion(db, { id: childVersionId }))
    if (childBucketId !== undefined) yield unseen(await upFromBucket(db, { id: childBucketId }))
    if (parentBucketId !== undefined) for await (const edges of down(db, parentBucketId, channelId)) yield unseen(edges)
  }
}

type Id = Readonly<Record<'id', string>>
/** A list as `asGiven` writes it. */
type Given = Readonly<Record<'given', string>>

const found = <Row extends object>(db: Kysely<Schema>, rows: RawBuilder<Row>) =>
  db
    .selectFrom(sql<Row>`(${rows})`.as('found'))
    .selectAll()
    .$castTo<Row>()

const ofEdges = (edges: Edges) => sql<EdgeRow>`select ${COLUMNS} from (${edges}) as version_edge`

/** The requested page of these edges, and how many edges there are. */
export async function pageOfEdges(
  pieces: AsyncIterable<readonly EdgeRow[]>,
  page: Pick<PageQuery<never, never, EdgeRow, RelationOrderField>, 'keyset' | 'request'>,
): Promise<Page<EdgeRow> & { readonly count: number }> {
  const size = page.request.size === null ? null : page.request.size + 1
  let first: readonly EdgeRow[] = []
  let count = 0
  for await (const edges of pieces) {
    // Whatever comes later, only these can still be on the page.
    first = pageWithin([...first, ...edges], { ...page, request: { ...page.request, size } }).items
    count += edges.length
  }
  return { ...pageWithin(first, page), count }
}

/** The parameter that names the edges which `theseEdges` is to find. */
export const edgesGiven = (edges: readonly EdgeRow[]): string =>
  asGiven(edges.map((edge) => [edge.child_version_id, edge.parent_version_id, edge.channel_id]))

/** These edges, without those that are gone. */
export const theseEdges = (capabilities: Capabilities, given: string): Edges => sql`
  select version_edge.* from ${givenRows<Pick<EdgeRow, 'child_version_id' | 'parent_version_id' | 'channel_id'>>(
    capabilities,
    { child_version_id: 'text', parent_version_id: 'text', channel_id: 'text' },
    given,
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
 * The edges down from buckets. Each bucket that builds on one of them takes one step, because versions of it may have been
 * built on the other for years. The newest versions are found before any edge is looked at, or a planner might begin with all
 * edges.
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

/** Pairs of buckets and those that build on them; the last pair for each bucket has null for a child. */
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

/** The next pair in `built_on`. */
const NEXT_CHILD = sql`
  select parent_bucket_id,
    ${firstChild('built_on.parent_bucket_id', sql`and next.child_bucket_id > built_on.child_bucket_id`)}
  from built_on where child_bucket_id is not null`

interface ChildRow {
  readonly child_bucket_id: string | null
}

/**
 * The buckets that build on this one, in the order of their ids, beyond one of them, at most CHILDREN. A last row of null ends the list.
 */
const childrenOf = (bucketId: string, beyond: string) => sql<ChildRow>`
  with recursive built_on(parent_bucket_id, child_bucket_id) as (
    select bucket.id, ${firstChild('bucket.id', sql`and next.child_bucket_id > ${beyond}`)} from bucket
    where bucket.id = ${bucketId} and bucket.deleted_at is null
    union all
    ${NEXT_CHILD}
  )
  select child_bucket_id from built_on limit ${sql.lit(CHILDREN)}`

/** The edges down from buckets to the newest versions of the given children. These versions are found first, as above. */
const edgesDownTo = (capabilities: Capabilities, given: string) => sql<EdgeRow>`
  select ${COLUMNS} from (
    with newest(parent_bucket_id, child_bucket_id, child_version_id) as materialized (
      select built_on.parent_bucket_id, built_on.child_bucket_id, ${newestCompleteId('built_on.child_bucket_id')}
      from ${givenRows<{ readonly parent_bucket_id: string; readonly child_bucket_id: string }>(
        capabilities,
        { parent_bucket_id: 'text', child_bucket_id: 'text' },
        given,
      )} as built_on
      where ${isLive('built_on.child_bucket_id')}
    )
    select * from newest
  ) as asked
  cross join version_edge
  where version_edge.parent_bucket_id = asked.parent_bucket_id
    and version_edge.child_bucket_id = asked.child_bucket_id
    and version_edge.child_version_id = asked.child_version_id`
