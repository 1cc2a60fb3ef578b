import { type Kysely, sql } from 'kysely'
import type { LedgerHead, SealedEvent, StoredEvent, WaitingEvent } from '../../domain/record/ledger/ledger.ts'
import type { LedgerStore, Room, TracedSeal } from '../../domain/record/ledger/ledger-store.ts'
import type { Capabilities } from '../engine/dialect.ts'
import { newestSchema } from '../migrate.ts'
import { hasRow } from '../query/any-row.ts'
import { asGiven, givenRows } from '../query/given.ts'
import { lockKey, numberLock } from '../query/number-lock.ts'
import { preparedCommand, preparedQuery } from '../query/prepared-query.ts'
import { countOf } from '../query/table.ts'
import type { EventRow, Schema } from '../schema.ts'
import { events } from './event-store.ts'
import { endOf } from './end-of.ts'

const HEAD = ['id', 'organization_id', 'position', 'hash', 'sealed_at', 'told_position', 'told_at'] as const
const headFrom = ({ id, organization_id, position, hash, sealed_at }: Schema['ledger']): LedgerHead => ({
  ledger: id,
  organizationId: organization_id,
  position,
  hash,
  sealedAt: sealed_at,
})

const payloadBytes = sql<number | null>`octet_length(event.payload)`.as('bytes')

/** As many rows as fit, and one at least. */
function fitting<Row extends { readonly bytes: number | null }>(rows: readonly Row[], { bytes: most }: Room): Row[] {
  let bytes = 0
  return rows.filter((row, index) => {
    bytes += row.bytes ?? 0
    return index === 0 || bytes <= most
  })
}

/** Parses the event, which may be large, only when it is read. */
function lazily<Rest extends object>(rest: Rest, row: EventRow): Rest & { readonly event: SealedEvent['event'] } {
  let event: SealedEvent['event'] | undefined
  return Object.defineProperty(rest, 'event', {
    enumerable: true,
    get: () => (event ??= events.itemOf(row)),
  }) as Rest & { readonly event: SealedEvent['event'] }
}

const storedIn = (row: EventRow): StoredEvent => row as unknown as StoredEvent

export function ledgerStore(capabilities: Capabilities): (db: Kysely<Schema>) => LedgerStore {
  const { holds, isAmong, counting } = capabilities
  /** The column that numbers the events that wait. */
  const written = sql.ref<number>(`unsealed_event.${counting.column}`)
  /** True for all of them; it makes the query a walk along their numbers. */
  const isCounted = sql<boolean>`${written} > 0`
  const hold = holds === null ? null : numberLock(holds.alone)
  const isNewest = newestSchema(capabilities)

  const readRows = preparedQuery((db, { ids }: Record<'ids', string>) =>
    db.selectFrom('event').select(events.columns).where(isAmong('id', ids)),
  )
  async function eventsOf(db: Kysely<Schema>, ids: readonly string[]): Promise<ReadonlyMap<string, EventRow>> {
    const rows = ids.length === 0 ? [] : await readRows(db, { ids: asGiven(ids) })
    return new Map(rows.map((row) => [row.id, row]))
  }

  const listWaiting = preparedQuery((db, { limit }: Record<'limit', number>) =>
    db
      .selectFrom('unsealed_event')
      .leftJoin('event', 'event.id', 'unsealed_event.event_id')
      .select(['event_id', 'event.id', payloadBytes])
      .where(isCounted)
      .orderBy(written)
      .limit(limit),
  )
  const findHeads = preparedQuery((db, { ids }: Record<'ids', string>) =>
    db.selectFrom('ledger').select(HEAD).where(isAmong('id', ids)),
  )
  const insertPlaces = preparedCommand((db, { places }: Record<'places', string>) => {
    const columns = { ledger: 'text', position: 'integer', event_id: 'text', hash: 'text' } as const
    return db
      .insertInto('sealed_event')
      .columns(['ledger', 'position', 'event_id', 'hash'])
      .expression((from) =>
        from.selectFrom(givenRows<Schema['sealed_event']>(capabilities, columns, places).as('given')).selectAll(),
      )
  })
  const moveHeads = preparedCommand((db, { given }: Record<'given', string>) => {
    const columns = {
      id: 'text',
      organization_id: 'text',
      position: 'integer',
      hash: 'text',
      sealed_at: 'text',
    } as const
    return db
      .insertInto('ledger')
      .columns([...HEAD])
      .expression((from) =>
        from
          .selectFrom(givenRows<Pick<Schema['ledger'], keyof typeof columns>>(capabilities, columns, given).as('given'))
          .select([
            'id',
            'organization_id',
            'position',
            'hash',
            'sealed_at',
            sql.lit(0).as('told_position'),
            sql.lit('').as('told_at'),
          ])
          // Without a condition, SQLite would take "on conflict" for that of a join.
          .where(sql<boolean>`id <> ''`),
      )
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          position: row.ref('excluded.position'),
          hash: row.ref('excluded.hash'),
          sealed_at: row.ref('excluded.sealed_at'),
        })),
      )
  })
  const forget = preparedCommand((db, { ids }: Record<'ids', string>) =>
    db.deleteFrom('unsealed_event').where(isAmong('event_id', ids)),
  )
  const tracePlaces = preparedQuery(
    (db, { ledger, position, limit }: { readonly ledger: string; readonly position: number; readonly limit: number }) =>
      db
        .selectFrom('sealed_event')
        .leftJoin('event', 'event.id', 'sealed_event.event_id')
        .select(['position', 'event_id', 'hash', payloadBytes])
        .where('ledger', '=', ledger)
        .where('position', '>', position)
        .orderBy('position')
        .limit(limit),
  )
  async function placesAfter(db: Kysely<Schema>, ledger: string, position: number, room: Room) {
    const places = fitting(await tracePlaces(db, { ledger, position, limit: room.events }), room)
    const rows = await eventsOf(
      db,
      places.map(({ event_id }) => event_id),
    )
    return places.map((place) => ({
      place: { ledger, position: place.position, hash: place.hash },
      eventId: place.event_id,
      row: rows.get(place.event_id),
    }))
  }

  return (db) => ({
    async hold() {
      if (hold !== null) await hold(db, { key: lockKey('ledgers', '') })
    },
    async isWaiting() {
      const row = await db
        .selectFrom('unsealed_event')
        .select('event_id')
        .where(isCounted)
        .orderBy(written)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    async listWaiting(room) {
      const first = await listWaiting(db, { limit: room.events + 1 })
      const found = fitting(first.slice(0, room.events), room)
      const rows = await eventsOf(
        db,
        found.flatMap(({ id }) => id ?? []),
      )
      return {
        events: found.flatMap(({ event_id }) => {
          const row = rows.get(event_id)
          if (row === undefined) return []
          const home = { organizationId: row.organization_id, projectId: row.project_id === '' ? null : row.project_id }
          return [lazily({ id: row.id, home, stored: storedIn(row) }, row) satisfies WaitingEvent]
        }),
        gone: found.map(({ event_id }) => event_id).filter((id) => !rows.has(id)),
        more: found.length < first.length,
      }
    },
    isOurs: () => isNewest(db),
    async findHeads(ledgers) {
      const rows = await findHeads(db, { ids: asGiven(ledgers) })
      return rows.map(headFrom)
    },
    async seal(places, moved, gone) {
      if (places.length > 0) {
        const rows = places.map(({ ledger, position, eventId, hash }) => [ledger, position, eventId, hash])
        await insertPlaces(db, { places: asGiven(rows) })
        const given = moved.map(({ ledger, organizationId, position, hash, sealedAt }) => [
          ledger,
          organizationId,
          position,
          hash,
          sealedAt,
        ])
        await moveHeads(db, { given: asGiven(given) })
      }
      await forget(db, { ids: asGiven([...places.map(({ eventId }) => eventId), ...gone]) })
    },
    async after(ledger, position, room) {
      for (let from = position; ;) {
        const places = await placesAfter(db, ledger, from, room)
        const there = places.flatMap(({ row, place }) => (row === undefined ? [] : [lazily(place, row)]))
        const last = places.at(-1)
        if (there.length > 0 || last === undefined) return there
        from = last.place.position
      }
    },
    async head(ledger) {
      const row = await db.selectFrom('ledger').select(HEAD).where('id', '=', ledger).executeTakeFirst()
      return row && headFrom(row)
    },
    end: (projectId) => endOf(db, capabilities, projectId),
    async listHeads(after, limit) {
      const rows = await db
        .selectFrom('ledger')
        .select(HEAD)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map((row) => ({ ...headFrom(row), toldPosition: row.told_position, toldAt: row.told_at }))
    },
    async tell({ ledger, position }, at) {
      await db.updateTable('ledger').set({ told_position: position, told_at: at }).where('id', '=', ledger).execute()
    },
    async nextLedger(after) {
      const [head] = await db.selectFrom('ledger').select('id').where('id', '>', after).orderBy('id').limit(1).execute()
      const others = (['sealed_event', 'ledger_stub', 'ledger_proof'] as const).map((table) =>
        db.selectFrom(table).select('ledger').where('ledger', '>', after).orderBy('ledger').limit(1).executeTakeFirst(),
      )
      const found = [head?.id, ...(await Promise.all(others)).map((row) => row?.ledger)]
      return found.filter((id) => id !== undefined).sort()[0]
    },
    async trace(ledger, position, room) {
      const places = await placesAfter(db, ledger, position, room)
      return places.map(({ place, eventId, row }): TracedSeal => ({
        ...place,
        eventId,
        stored: row === undefined ? null : storedIn(row),
      }))
    },
    async countWaiting({ organizationId, projectId }, most) {
      const first = db.selectFrom('unsealed_event').select('event_id').where(isCounted).orderBy(written).limit(most)
      const isThere = hasRow(
        sql`event where event.id = first.event_id and event.organization_id = ${organizationId} and event.project_id = ${projectId ?? ''}`,
      )
      return countOf(db.selectFrom(first.as('first')).where(isThere))
    },
  })
}
