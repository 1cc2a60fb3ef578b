import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { EventOrderField, EventStore } from '../domain/event/event-store.ts'
import type { Event } from '../domain/event/event.ts'
import { eventFrom, eventRow } from './columns.ts'
import { insertMany } from './insert-many.ts'
import type { Keyset } from './keyset.ts'
import { fetchPage } from './keyset.ts'
import type { Schema } from './schema.ts'

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

const keyset: Keyset<EventOrderField, Event> = {
  fields: { at: { reference: 'event.at', type: 'string', valueOf: (event) => event.at } },
  id: { reference: 'event.id', type: 'string', valueOf: (event) => event.id },
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
    async list(projectId, page) {
      const query = db.selectFrom('event').select(columns).where('project_id', '=', projectId)
      return fetchPage(query, keyset, page, eventFrom)
    },
  })
}
