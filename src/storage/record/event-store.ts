// Stores events, the record that each change leaves. The other files of this folder store ledgers, jobs, and who is sent events.
import { type Kysely, sql } from 'kysely'
import { type EventKind, kindOfWords } from '../../domain/record/event/event-kinds.ts'
import type { AuditHead, EventHead, EventOrderField, EventStore } from '../../domain/record/event/event-store.ts'
import type { Event } from '../../domain/record/event/event.ts'
import { restrictionOf } from '../../domain/record/event/event-summary.ts'
import { UnreadableEvent } from '../../domain/record/event/unreadable-event.ts'
import { LONG_BATCH } from '../query/batches.ts'
import { codecOf, json, nullAs, table, through } from '../query/table.ts'
import { fetchHeavyPage, wholePage } from '../query/heavy-page.ts'
import { insertMany } from '../query/insert-rows.ts'
import { keysetOf } from '../query/keyset.ts'
import { fetchSiftedPage, type SiftedPage } from '../query/sifted-page.ts'
import { readSlices, type Weighed } from '../query/slices.ts'
import type { EventRow, Schema } from '../schema.ts'

/** An event as its columns have it. */
interface Flat extends Omit<Event, 'kind' | 'form' | 'actor'> {
  /** Empty where the server that wrote the event did not know of kinds. */
  readonly kind: EventKind | ''
  readonly actorType: Event['actor']['type']
  readonly actorId: string
  readonly actorName: string
}
const flat = codecOf<Flat>()(
  [
    'id',
    'kind',
    'organizationId',
    'projectId',
    'at',
    'subject',
    'action',
    'description',
    'actorType',
    'actorId',
    'actorName',
    'address',
    'requestId',
    'bucketId',
    'versionId',
    'payload',
  ],
  { projectId: nullAs(''), payload: json() },
)
/** The form of payloads that were written before payloads stated their form. */
const FIRST_FORM = 1
/** Fields are named one by one: events are written by the thousand, and a rest pattern is slow. */
const keptOf = (event: Event): Flat => ({
  id: event.id,
  kind: event.kind,
  organizationId: event.organizationId,
  projectId: event.projectId,
  at: event.at,
  subject: event.subject,
  action: event.action,
  description: event.description,
  actorType: event.actor.type,
  actorId: event.actor.id,
  actorName: event.actor.name,
  address: event.address,
  requestId: event.requestId,
  bucketId: event.bucketId,
  versionId: event.versionId,
  payload: { form: event.form, ...event.payload },
})
function eventFrom({ kind, actorType, actorId, actorName, payload, ...event }: Flat): Event {
  const { form = FIRST_FORM, ...shown } = payload as Event['payload'] & { readonly form?: number }
  const known = kind === '' ? kindOfWords(event) : kind
  if (known === undefined) throw new Error(`no event is called "${event.description}"`)
  return {
    ...event,
    kind: known,
    form,
    actor: { type: actorType, id: actorId, name: actorName },
    payload: shown,
  }
}
const whole = through(flat, keptOf, eventFrom)
export const events = table('event', {
  ...whole,
  itemOf(row) {
    try {
      return whole.itemOf(row)
    } catch (error) {
      throw new UnreadableEvent(row.id, error)
    }
  },
})
export const eventRow = events.rowOf

const keyset = keysetOf<EventOrderField>('event', { at: 'string' })
const insert = insertMany(events)

interface HeadRow extends Pick<EventRow, 'kind' | 'subject' | 'action' | 'description'> {
  readonly bucket_id: string
  readonly version_id: string
  readonly actor_id: string
  readonly payload: string | null
}

/** An event whose words are unknown is shown with the kind that they name, like one of a later version. */
const kindShown = (row: Pick<EventRow, 'kind' | 'subject' | 'action' | 'description'>): EventKind =>
  row.kind === '' ? (kindOfWords(row) ?? (`${row.subject}.${row.action}` as EventKind)) : row.kind

/** Lists show what is left of an event that cannot be read: it must neither be hidden nor hide the others. */
function shown(row: EventRow): Event {
  try {
    return events.itemOf(row)
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error
    return events.itemOf({ ...row, kind: kindShown(row), payload: '{}' })
  }
}

/** Empty for a payload that cannot be read, as in `shown`. */
function payloadShown(json: string): Event['payload'] {
  try {
    return (JSON.parse(json) as Event['payload'] | null) ?? {}
  } catch {
    return {}
  }
}

function headOf(row: HeadRow): EventHead {
  const kind = kindShown(row)
  // The payload is selected only for events about channels, or without a kind.
  const payload = payloadShown(row.payload ?? '{}')
  return {
    kind,
    bucketId: row.bucket_id,
    versionId: row.version_id,
    actorId: row.actor_id,
    channelRestricted: restrictionOf({ kind, payload }),
  }
}

const AUDIT_COLUMNS = [
  ...(['kind', 'subject', 'action', 'description', 'bucket_id', 'address', 'request_id'] as const),
  ...(['actor_type', 'actor_id', 'actor_name'] as const),
] as const

const auditHeadOf = (
  row: Pick<EventRow, (typeof AUDIT_COLUMNS)[number]> & { readonly beginning: string },
): AuditHead => ({
  kind: kindShown(row),
  action: row.action,
  description: row.description,
  actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
  address: row.address,
  requestId: row.request_id,
  bucketId: row.bucket_id,
  beginning: row.beginning,
})
/** In characters: names come first. */
const BEGINNING = 2000
/** How many events a statement and a page look at: about 100 ms of one slow core, on either database. */
const HEADS = { piece: LONG_BATCH, most: 5000 } as const
/** Fewer, because the database reads their payloads whole, whatever their size. */
const BEGINNINGS = { piece: 100, most: 1500 } as const

async function readEvents(db: Kysely<Schema>, ids: readonly string[]): Promise<readonly Event[]> {
  const rows = await db.selectFrom('event').select(events.columns).where('id', 'in', ids).execute()
  return rows.map(shown)
}

async function searchedPage(db: Kysely<Schema>, page: SiftedPage<Weighed & Pick<EventRow, 'at'>>) {
  const { items, next, previous, stoppedAt } = page
  const events = await Array.fromAsync(readSlices(items, (ids) => readEvents(db, ids)))
  return { items: events, next, previous, searchedUntil: stoppedAt?.at ?? null }
}

export const eventStore = (db: Kysely<Schema>): EventStore => ({
  append: (happened) => insert(db, happened),
  find: (id) => events.find(db, { id }),
  async findCompletion(versionId) {
    const row = await db
      .selectFrom('event')
      .select(events.columns)
      .where('version_id', '=', versionId)
      // Written as in the index, which contains no other events.
      .where('action', '=', sql.lit('complete'))
      .executeTakeFirst()
    return row && events.itemOf(row)
  },
  async search({ projectId, bucketId }, request, fits) {
    const page = await fetchSiftedPage(
      {
        query: db
          .selectFrom('event')
          .select(keyset.columns)
          .select(['kind', 'subject', 'action', 'description', 'bucket_id', 'version_id', 'actor_id'])
          .select(sql<number>`octet_length(event.payload)`.as('bytes'))
          .select(
            sql<string | null>`case when event.kind like 'channel.%' or event.kind = '' then event.payload end`.as(
              'payload',
            ),
          )
          // A bucket belongs to one project, and no index has both.
          .$if(bucketId === null, (query) => query.where('project_id', '=', projectId))
          .$if(bucketId !== null, (query) => query.where('bucket_id', '=', bucketId ?? '')),
        keyset,
        request,
      },
      { fits: (row) => fits(headOf(row)), bytesOf: ({ bytes }) => bytes, ...HEADS },
    )
    return searchedPage(db, page)
  },
  async audit({ organizationId, projectId, bucketId, from, to }, request, { fits, readsBeginning }) {
    const beginning = readsBeginning ? sql<string>`substr(event.payload, 1, ${sql.lit(BEGINNING)})` : sql<string>`''`
    const page = await fetchSiftedPage(
      {
        query: db
          .selectFrom('event')
          .select(keyset.columns)
          .select(AUDIT_COLUMNS)
          .select(sql<number>`octet_length(event.payload)`.as('bytes'))
          .select(beginning.as('beginning'))
          // No index has more than one of these columns, and a bucket is within its project, a project within its organization.
          .$if(bucketId !== null, (query) => query.where('bucket_id', '=', bucketId ?? ''))
          .$if(bucketId === null && projectId !== null, (query) => query.where('project_id', '=', projectId ?? ''))
          .$if(bucketId === null && projectId === null, (query) => query.where('organization_id', '=', organizationId))
          .$if(from !== null, (query) => query.where('at', '>=', from ?? ''))
          .$if(to !== null, (query) => query.where('at', '<', to ?? '')),
        keyset,
        request,
      },
      {
        fits: (row) => fits(auditHeadOf(row)),
        bytesOf: ({ bytes }) => bytes,
        ...(readsBeginning ? BEGINNINGS : HEADS),
      },
    )
    return searchedPage(db, page)
  },
  async list(projectId, request) {
    const page = await fetchHeavyPage({
      query: db.selectFrom('event').select(keyset.columns).where('project_id', '=', projectId),
      keyset,
      request,
      async weigh(ids) {
        const bytes = sql<number>`octet_length(event.payload)`.as('bytes')
        return db.selectFrom('event').select(['id', bytes]).where('id', 'in', ids).execute()
      },
      read: (ids) => readEvents(db, ids),
    })
    return wholePage(page)
  },
})
