// Pairs of buckets, a child and a parent, where a version of the child was built from one of the parent. They are in the order
// of the children's names, and then of the parents' ids. Both are walked along indexes, the children some at a time and the
// parents of each one by one, so that it does not matter how many versions there are.
import { type Kysely, sql } from 'kysely'
import type { PairOrderField, PairScope } from '../../../domain/catalog/ancestry/ancestry-store.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import type { Edge, Page, PageRequest } from '../../../domain/page.ts'
import type { Capabilities } from '../../engine/capabilities.ts'
import { breathing } from '../../query/batches.ts'
import { asGiven, givenRows } from '../../query/given.ts'
import type { Schema } from '../../schema.ts'

export interface BucketPair {
  readonly childBucketId: string
  readonly childName: string
  readonly parentBucketId: string
}

/**
 * How many buckets one statement walks, and how many steps it makes. A bucket with more parents than that is continued in
 * another statement.
 */
const BUCKETS = 100
const STEPS = 2000

/** A position in the list: the next pairs lie beyond it. */
interface Place {
  readonly name: string
  readonly parentId: string
}
type Asked = { readonly id: string; readonly name: string; readonly beyond: string }

/** Reads the page of pairs that a page of relations is made from. */
export function bucketPairs({ isAmong, ...capabilities }: Capabilities) {
  const given = { isAmong, ...capabilities }

  /** The buckets from a place on, each with the parent beyond which to begin. */
  async function bucketsFrom(db: Kysely<Schema>, scope: PairScope, { name, parentId }: Place, backwards: boolean) {
    const rows = await db
      .selectFrom('bucket')
      .select(['id', 'name'])
      .where('project_id', '=', scope.projectId)
      .where('deleted_at', 'is', null)
      .$if(scope.names !== null, (query) => query.where(isAmong('bucket.name', asGiven(scope.names ?? []))))
      .where('name', backwards ? '<=' : '>=', name)
      .orderBy('name', backwards ? 'desc' : 'asc')
      .limit(BUCKETS)
      .execute()
    return rows.map((row): Asked => ({ ...row, beyond: row.name === name ? parentId : backwards ? AFTER_ALL : '' }))
  }

  /** The parents of each bucket, step by step, and whether that took more steps than one statement makes. */
  async function parentsOf(db: Kysely<Schema>, scope: PairScope, asked: readonly Asked[], backwards: boolean) {
    const next = (childId: string, beyond: string) => sql<string | null>`(
      select next.parent_bucket_id from version_edge as next
      where next.child_bucket_id = ${sql.ref(childId)}
        and next.parent_bucket_id ${sql.raw(backwards ? '<' : '>')} ${sql.ref(beyond)}
      order by next.parent_bucket_id ${sql.raw(backwards ? 'desc' : 'asc')} limit 1
    )`
    const rows = await db
      .withRecursive('asked', () =>
        givenRows<{ readonly id: string; readonly beyond: string }>(
          given,
          { id: 'text', beyond: 'text' },
          asGiven(asked.map(({ id, beyond }) => [id, beyond])),
        ),
      )
      .withRecursive(
        'step(child_bucket_id, parent_bucket_id)',
        () =>
          sql<{ readonly child_bucket_id: string; readonly parent_bucket_id: string | null }>`(
          select asked.id, ${next('asked.id', 'asked.beyond')} from asked
          union all
          select child_bucket_id, ${next('step.child_bucket_id', 'step.parent_bucket_id')} from step
          where parent_bucket_id is not null
        )`,
      )
      .with(
        (cte) => cte('cut').materialized(),
        (steps) => steps.selectFrom('step').selectAll().limit(sql.lit(STEPS)),
      )
      .selectFrom('cut as step')
      .select(['step.child_bucket_id', 'step.parent_bucket_id'])
      .select(
        sql<string | null>`(
          select bucket.id from bucket
          where bucket.id = step.parent_bucket_id and bucket.id <> step.child_bucket_id and bucket.deleted_at is null
            and ${scope.names === null ? sql`1 = 1` : isAmong('bucket.name', asGiven(scope.names))}
          limit 1
        )`.as('seen_id'),
      )
      .execute()
    return { rows, isCut: rows.length === STEPS }
  }

  async function* pairsBeyond(db: Kysely<Schema>, scope: PairScope, from: Place, backwards: boolean) {
    const breathe = breathing()
    for (let place: Place | null = from; place !== null;) {
      const buckets: readonly Asked[] = await bucketsFrom(db, scope, place, backwards)
      let asked = buckets
      let found = await parentsOf(db, scope, asked, backwards)
      while (found.isCut && asked.length > 1) {
        asked = asked.slice(0, Math.ceil(asked.length / 2))
        found = await parentsOf(db, scope, asked, backwards)
      }
      const byChild = Map.groupBy(found.rows, ({ child_bucket_id }) => child_bucket_id)
      for (const { id, name } of asked) {
        const parents = (byChild.get(id) ?? []).flatMap(({ seen_id }) => seen_id ?? []).sort()
        if (backwards) parents.reverse()
        for (const parentBucketId of parents) yield { childBucketId: id, childName: name, parentBucketId }
      }
      const last = asked.at(-1)
      const reached = found.rows.findLast((row) => row.parent_bucket_id !== null)?.parent_bucket_id ?? ''
      if (last === undefined) place = null
      else if (found.isCut) place = { name: last.name, parentId: reached }
      else place = buckets.length < BUCKETS && asked.length === buckets.length ? null : afterAllOf(last.name, backwards)
      await breathe()
    }
  }

  return async (
    db: Kysely<Schema>,
    scope: PairScope,
    { size, edge }: PageRequest<PairOrderField>,
  ): Promise<Page<BucketPair>> => {
    const backwards = edge?.direction === 'before'
    const found: BucketPair[] = []
    const room = size ?? Infinity
    for await (const pair of pairsBeyond(db, scope, placeOf(edge), backwards)) {
      found.push(pair)
      if (found.length > room) break
    }
    const hasMore = found.length > room
    const items = found.slice(0, room)
    if (backwards) items.reverse()
    return {
      items,
      next: hasMore || backwards ? edgeAt('after', items.at(-1)) : null,
      previous: (backwards ? hasMore : edge !== null) ? edgeAt('before', items[0]) : null,
    }
  }
}

/** For each pair, the edges up from the version that was created last, of those that have any. */
export const newestEdges = (capabilities: Capabilities, pairs: readonly BucketPair[]) => sql`
  select version_edge.* from (
    select child_id, parent_id, (
      select newest.child_version_id from version_edge as newest
      where newest.child_bucket_id = child_id and newest.parent_bucket_id = parent_id
      order by newest.child_version_id desc limit 1
    ) as version_id
    from ${givenRows<{ readonly child_id: string; readonly parent_id: string }>(
      capabilities,
      { child_id: 'text', parent_id: 'text' },
      asGiven(pairs.map(({ childBucketId, parentBucketId }) => [childBucketId, parentBucketId])),
    )} as pair
  ) as asked
  cross join version_edge
  where version_edge.parent_bucket_id = asked.parent_id and version_edge.child_bucket_id = asked.child_id
    and version_edge.child_version_id = asked.version_id`

/** Sorts after every id. */
const AFTER_ALL = '~'
const afterAllOf = (name: string, backwards: boolean): Place => ({ name, parentId: backwards ? '' : AFTER_ALL })

/** The position of a page's edge, which is checked because clients send edges back. */
function placeOf(edge: Edge | null): Place {
  if (edge === null) return { name: '', parentId: '' }
  const [name, parentId] = edge.values
  if (typeof name !== 'string' || typeof parentId !== 'string' || edge.values.length !== 2)
    throw invalidArgument('pagination', 'this page token belongs to another list or another order')
  return { name, parentId }
}

const edgeAt = (direction: Edge['direction'], pair: BucketPair | undefined): Edge | null =>
  pair === undefined ? null : { direction, values: [pair.childName, pair.parentBucketId] }
