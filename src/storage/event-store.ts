import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { EventOrderField, EventStore } from '../domain/event/event-store.ts'
import { eventFrom, eventRow } from './columns.ts'
import { insertMany } from './insert-many.ts'
import type { Keyset } from './keyset.ts'
import { fetchHeavyPage, wholePage } from './heavy-page.ts'
import type { EventRow, Schema } from './schema.ts'

const columns = [
  'id',
  'project_id',
  'at',
  'subject',
  'action',
  'description',
  'actor_type',
  'actor_id',
  'actor_name',
  'bucket_id',
  'version_id',
  'payload',
] as const

const keyColumns = ['id', 'at'] as const
type Key = Pick<EventRow, (typeof keyColumns)[number]>

const keyset: Keyset<EventOrderField, Key> = {
  fields: { at: { reference: 'event.at', type: 'string', valueOf: (key) => key.at } },
  id: { reference: 'event.id', type: 'string', valueOf: (key) => key.id },
}

export function eventStore(): (db: Kysely<Schema>) => EventStore {
  const insert = insertMany({ table: 'event', columns, rowOf: eventRow, again: 'fails' })

  return (db) => ({
    append: (events) => insert(db, events),
    async findCompletion(versionId) {
      const row = await db
        .selectFrom('event')
        .select(columns)
        .where('version_id', '=', versionId)
        // As it is written in the index, which has no other events.
        .where('action', '=', sql.lit('complete'))
        .executeTakeFirst()
      return row && eventFrom(row)
    },
    list: async (projectId, request) => {
      const page = await fetchHeavyPage({
        query: db.selectFrom('event').select(keyColumns).where('project_id', '=', projectId),
        keyset,
        request,
        keyOf: (row: Key) => row,
        weigh: async (ids) => {
          const bytes = sql<number>`octet_length(event.payload)`.as('bytes')
          return db.selectFrom('event').select(['id', bytes]).where('id', 'in', ids).execute()
        },
        read: async (ids) => {
          const rows = await db.selectFrom('event').select(columns).where('id', 'in', ids).execute()
          return rows.map(eventFrom)
        },
      })
      return wholePage(page)
    },
  })
}
