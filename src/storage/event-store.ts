import { type Kysely, sql } from 'kysely'
import { kindOfWords } from '../domain/record/event/event-kinds.ts'
import type { EventOrderField, EventStore } from '../domain/record/event/event-store.ts'
import type { Event } from '../domain/record/event/event.ts'
import { json } from './query/column-values.ts'
import { fetchHeavyPage, wholePage } from './query/heavy-page.ts'
import { insertMany } from './query/insert-many.ts'
import type { Keyset } from './query/keyset.ts'
import type { EventRow, Schema } from './schema.ts'

const NO_PROJECT = ''
/** Of payloads that were written before they told of theirs. */
const FIRST_FORM = 1
export const eventRow = (event: Event): EventRow => ({
  id: event.id,
  kind: event.kind,
  organization_id: event.organizationId,
  project_id: event.projectId ?? NO_PROJECT,
  at: event.at,
  subject: event.subject,
  action: event.action,
  description: event.description,
  actor_type: event.actor.type,
  actor_id: event.actor.id,
  actor_name: event.actor.name,
  bucket_id: event.bucketId,
  version_id: event.versionId,
  payload: json({ form: event.form, ...event.payload }),
})
function eventFrom(row: EventRow): Event {
  const { form = FIRST_FORM, ...payload } = JSON.parse(row.payload) as Event['payload'] & { readonly form?: number }
  return {
    id: row.id,
    kind: row.kind === '' ? kindOfWords(row) : row.kind,
    form,
    organizationId: row.organization_id,
    projectId: row.project_id === NO_PROJECT ? null : row.project_id,
    at: row.at,
    subject: row.subject,
    action: row.action,
    description: row.description,
    actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
    bucketId: row.bucket_id,
    versionId: row.version_id,
    payload,
  }
}

const columns = [
  'id',
  'kind',
  'organization_id',
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
  const insert = insertMany({ table: 'event', columns, rowOf: eventRow })

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
