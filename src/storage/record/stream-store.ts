import { type Kysely, sql } from 'kysely'
import { type Stream, type StreamKind, streamKinds } from '../../domain/record/stream/stream.ts'
import type { Bookmark, StreamOrderField, StreamStore } from '../../domain/record/stream/stream-store.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { asGiven, givenRows } from '../query/given.ts'
import { fetchPage, keysetOf } from '../query/keyset.ts'
import { codecOf, countOf, flag, json, orNull, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'
import { claimsOf } from './claims.ts'

type Json = Readonly<Record<string, unknown>>

const streams = table(
  'stream',
  codecOf<Stream>()(
    [
      ...(['id', 'organizationId', 'projectId', 'origin', 'name', 'kind', 'config', 'secret', 'enabled'] as const),
      ...(['filter', 'failure', 'failingSince', 'passedBy', 'createdAt', 'updatedAt'] as const),
    ],
    { config: json<Json>(), enabled: flag, filter: orNull(json<Json>()) },
  ),
)
const keyset = keysetOf<StreamOrderField>('stream', { createdAt: 'string', name: 'string' })

const BOOKMARK = { stream_id: 'text', ledger: 'text', position: 'integer' } as const

export function streamStore(capabilities: Capabilities): (db: Kysely<Schema>) => StreamStore {
  const { isAmong } = capabilities
  const claims = (kinds: readonly StreamKind[]) => claimsOf('stream', streams, capabilities, kinds)
  const of = (db: Kysely<Schema>, organizationId: string) =>
    db.selectFrom('stream').select(streams.columns).where('organization_id', '=', organizationId)

  /** The ledgers that a stream follows, with its bookmarks in them. */
  function followed(db: Kysely<Schema>, { id, organizationId, projectId }: Stream) {
    const all = db
      .selectFrom('ledger')
      .leftJoin('stream_bookmark', (join) =>
        join.onRef('stream_bookmark.ledger', '=', 'ledger.id').on('stream_bookmark.stream_id', '=', id),
      )
      .where('ledger.organization_id', '=', organizationId)
    return projectId === null ? all : all.where('ledger.id', '=', projectId)
  }
  const done = sql<number>`coalesce(stream_bookmark.position, 0)`
  const isBehind = sql<boolean>`ledger.position > ${done}`

  async function begin(db: Kysely<Schema>, { id, organizationId, projectId }: Stream): Promise<void> {
    await db
      .insertInto('stream_bookmark')
      .columns(['stream_id', 'ledger', 'position'])
      .expression((from) => {
        const heads = from
          .selectFrom('ledger')
          .select([sql<string>`cast(${id} as text)`.as('stream_id'), 'ledger.id', 'ledger.position'])
          .where('organization_id', '=', organizationId)
        return projectId === null ? heads : heads.where('id', '=', projectId)
      })
      .execute()
  }

  async function move(db: Kysely<Schema>, id: string, to: readonly Bookmark[]): Promise<void> {
    const given = asGiven(to.map(({ ledger, position }) => [id, ledger, position]))
    await db
      .insertInto('stream_bookmark')
      .columns(['stream_id', 'ledger', 'position'])
      .expression((from) =>
        from
          .selectFrom(givenRows<Schema['stream_bookmark']>(capabilities, BOOKMARK, given).as('given'))
          .select(['stream_id', 'ledger', 'position'])
          // Without a condition, SQLite would take "on conflict" for that of a join.
          .where(sql<boolean>`ledger <> ''`),
      )
      .onConflict((conflict) =>
        conflict.columns(['stream_id', 'ledger']).doUpdateSet((row) => ({ position: row.ref('excluded.position') })),
      )
      .execute()
  }

  return (db) => ({
    async insert(stream) {
      if (!(await streams.insertNew(db, stream, 'organization_id', 'origin', 'name'))) return false
      await begin(db, stream)
      return true
    },
    find: (id) => streams.find(db, { id }),
    list: (organizationId, request) => fetchPage({ query: of(db, organizationId), keyset, request }, streams.itemOf),
    listOf: (organizationId, origin, request) =>
      fetchPage({ query: of(db, organizationId).where('origin', '=', origin), keyset, request }, streams.itemOf),
    count: (organizationId, origin) =>
      countOf(db.selectFrom('stream').where('organization_id', '=', organizationId).where('origin', '=', origin)),
    async update(stream, before) {
      await streams.update(
        db,
        stream,
        ...(['name', 'kind', 'config', 'enabled', 'filter', 'updated_at'] as const),
        ...(stream.secret === before.secret ? [] : (['secret'] as const)),
      )
      await db
        .updateTable('stream')
        .set({ next_at: stream.updatedAt, failure: '', failing_since: null })
        .where('id', '=', stream.id)
        .execute()
    },
    async delete(id) {
      // A worker that sends to the stream waits for this update and then finds the stream gone. Otherwise it could write a
      // bookmark between the two deletions.
      await db.updateTable('stream').set({ enabled: 0 }).where('id', '=', id).execute()
      await db.deleteFrom('stream_bookmark').where('stream_id', '=', id).execute()
      await db.deleteFrom('stream').where('id', '=', id).execute()
    },
    async wake(ledgers, now) {
      const given = asGiven(ledgers)
      const homes = await db.selectFrom('ledger').select('organization_id').where(isAmong('id', given)).execute()
      await db
        .updateTable('stream')
        // Streams that are due already as well: the worker that has claimed one waits for this update before it checks whether
        // anything is left.
        .set({ next_at: sql`coalesce(next_at, ${now})` })
        .where(isAmong('organization_id', asGiven([...new Set(homes.map((home) => home.organization_id))])))
        .where('enabled', '=', 1)
        .where(sql<boolean>`(project_id is null or ${isAmong('project_id', given)})`)
        .execute()
    },
    async claim(kinds, now, until, latest) {
      const stream = await claims(kinds).claim(db, { now, until, latest })
      return stream && { stream, until }
    },
    bringForward: (now, latest) => claims(streamKinds).bringForward(db, now, latest),
    nextAt: (kinds) => claims(kinds).nextAt(db),
    keep: ({ stream: { id }, until: held }, until) => claims(streamKinds).keep(db, { id, held }, until),
    release: (id, nextAt) => claims(streamKinds).release(db, id, nextAt),
    async listBehind(stream, after, limit) {
      const rows = await followed(db, stream)
        .select(['ledger.id', 'ledger.position as head_position', done.as('position')])
        .where('ledger.id', '>', after)
        .where(isBehind)
        .orderBy('ledger.id')
        .limit(limit)
        .execute()
      return rows.map(({ id, position, head_position }) => ({ ledger: id, position, headPosition: head_position }))
    },
    async advance(id, to, passedBy) {
      await move(db, id, to)
      if (passedBy > 0)
        await db
          .updateTable('stream')
          .set({ passed_by: sql<number>`passed_by + ${passedBy}` })
          .where('id', '=', id)
          .execute()
    },
    async mark(id, failure, since) {
      await db.updateTable('stream').set({ failure, failing_since: since }).where('id', '=', id).execute()
    },
    async lagOf(stream) {
      const whole = await followed(db, stream)
        .select([
          sql<string>`coalesce(sum(${done}), 0)`.as('position'),
          sql<string>`coalesce(sum(ledger.position), 0)`.as('head'),
        ])
        .executeTakeFirstOrThrow()
      const oldest = await followed(db, stream)
        .innerJoin('sealed_event', (join) =>
          join
            .onRef('sealed_event.ledger', '=', 'ledger.id')
            .on('sealed_event.position', '=', sql<number>`${done} + 1`),
        )
        .innerJoin('event', 'event.id', 'sealed_event.event_id')
        .select(sql<string | null>`min(event.at)`.as('at'))
        .where(isBehind)
        .executeTakeFirstOrThrow()
      return { position: Number(whole.position), headPosition: Number(whole.head), oldestAt: oldest.at }
    },
  })
}
