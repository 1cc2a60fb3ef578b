// The audit log, as the web pages, the commands and users of curl read it.
import type { Operations } from '../../../contract/generated/assay-v1.ts'
import type { Instant } from '../../../domain/clock.ts'
import type { Context } from '../../../domain/context.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import type { Home } from '../../../domain/location.ts'
import { errorOf, type Outcome, outcomeOf } from '../../../domain/record/audit/audit.ts'
import {
  exportAuditEntries,
  listAuditEntries,
  type WantedEntries,
} from '../../../domain/record/audit/list-audit-entries.ts'
import { type EventAction, eventKinds } from '../../../domain/record/event/event-kinds.ts'
import type { Event } from '../../../domain/record/event/event.ts'
import { summaryOf } from '../../../domain/record/event/event-summary.ts'
import type { Handlers } from '../../binding/handler.ts'
import { Lines, streamOut } from '../../wire/json-stream.ts'
import { pageRequest, paginationOut } from '../../wire/paging.ts'
import { snaked } from '../../wire/snaked.ts'
import { readTimestamp } from '../../wire/timestamp.ts'
import { locationOf } from '../../wire/view.ts'
import { actorOut, kindIn, newestFirst } from './events.ts'
import { wordsIn } from './overviews/overviews.ts'
import type { Out } from './version-in-short.ts'

const outcomeOut = { ok: 'OK', failed: 'FAILED' } as const satisfies Record<Outcome, Out<'AuditEntry'>['status']>

function entryOut(event: Event): Out<'AuditEntry'> {
  const told = summaryOf(event)
  return {
    id: event.id,
    at: event.at,
    status: outcomeOut[outcomeOf(event.kind)],
    kind: event.kind,
    action: event.action,
    description: event.description,
    error: errorOf(event),
    actor: actorOut(event.actor),
    address: event.address,
    request_id: event.requestId,
    organization_id: event.organizationId,
    project_id: event.projectId ?? '',
    bucket_name: told.bucketName,
    version_fingerprint: told.versionFingerprint,
    version_name: told.versionName,
    channel_name: told.channelName,
    subject_name: told.subjectName,
    details: snaked(event.payload),
  }
}

const outcomeIn: Readonly<Record<string, Outcome>> = { OK: 'ok', FAILED: 'failed' }
const actionIn = Object.fromEntries(
  Object.values(eventKinds).map(({ action }): [string, EventAction] => [action, action]),
)
const TEXT_BYTES = 256

type Query = Operations['AssayService_ListAuditEntries']['query']

function wantedIn(home: Home, query: Query): WantedEntries {
  const { q: text = '', status } = query
  if (Buffer.byteLength(text) > TEXT_BYTES) throw invalidArgument('q', `may have at most ${TEXT_BYTES} bytes`)
  const [outcome = null] = wordsIn('status', status === undefined ? [] : [status], outcomeIn)
  return {
    home,
    from: timeIn('from', query.from),
    to: timeIn('to', query.to),
    bucketName: query.bucket_name ?? '',
    actorId: query.actor_id ?? '',
    kinds: wordsIn('kind', query.kind ?? [], kindIn),
    actions: wordsIn('action', query.action ?? [], actionIn),
    outcome,
    text,
  }
}

const timeIn = (name: string, given: string | undefined): Instant | null =>
  given === undefined ? null : (readTimestamp(given, name) ?? null)

/** The home of everything that belongs to no project. */
export const organizationHome = (params: { readonly organization_id: string }): Home => ({
  organizationId: params.organization_id,
  projectId: null,
})

async function list(context: Context, home: Home, query: Query) {
  const page = pageRequest(query, newestFirst)
  const found = await listAuditEntries(context, wantedIn(home, query), page)
  return {
    entries: found.items.map(entryOut),
    pagination: paginationOut(page, found),
    searched_until: found.searchedUntil,
  }
}

const exported = async (context: Context, home: Home, query: Query) =>
  new Lines(streamOut(await exportAuditEntries(context, wantedIn(home, query)), entryOut))

export const auditHandlers = {
  AssayService_ListAuditEntries: ({ params, query }, context) => list(context, locationOf(params), query),
  AssayService_ListOrganizationAuditEntries: ({ params, query }, context) =>
    list(context, organizationHome(params), query),
  AssayService_ExportAuditEntries: ({ params, query }, context) => exported(context, locationOf(params), query),
  AssayService_ExportOrganizationAuditEntries: ({ params, query }, context) =>
    exported(context, organizationHome(params), query),
} satisfies Handlers<
  Operations,
  | 'AssayService_ListAuditEntries'
  | 'AssayService_ListOrganizationAuditEntries'
  | 'AssayService_ExportAuditEntries'
  | 'AssayService_ExportOrganizationAuditEntries'
>
