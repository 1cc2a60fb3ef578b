import type { Operations } from '../../../contract/generated/assay-v1.ts'
import type { Actor } from '../../../domain/principal/principal.ts'
import { type EventKind, eventKinds } from '../../../domain/record/event/event-kinds.ts'
import type { EventOrderField } from '../../../domain/record/event/event-store.ts'
import type { Event } from '../../../domain/record/event/event.ts'
import { listEvents } from '../../../domain/record/event/list-events.ts'
import { summaryOf } from '../../../domain/record/event/event-summary.ts'
import type { Handlers } from '../../binding/handler.ts'
import { pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { locationOf } from '../../wire/view.ts'
import { wordsIn } from './overviews/overviews.ts'
import type { Out } from './version-in-short.ts'

const actorTypeOut = {
  service: 'SERVICE_PRINCIPAL',
  user: 'USER',
  registry: 'REGISTRY',
  operator: 'OPERATOR',
} as const satisfies Record<Actor['type'], Out<'Actor'>['type']>

export const actorOut = ({ id, type, name }: Event['actor']): Out<'Actor'> => ({ id, type: actorTypeOut[type], name })

/** An event as lists and streams show it. */
export function eventOut(event: Event): Out<'Event'> {
  const told = summaryOf(event)
  return {
    id: event.id,
    at: event.at,
    kind: event.kind,
    description: event.description,
    actor: actorOut(event.actor),
    bucket_name: told.bucketName,
    version_fingerprint: told.versionFingerprint,
    version_name: told.versionName,
    channel_name: told.channelName,
    previous_version_name: told.previousVersionName,
    message: told.message,
    subject_name: told.subjectName,
  }
}

export const newestFirst: Paging<EventOrderField> = { fields: { at: 'at' }, order: [{ field: 'at', descending: true }] }

export const kindIn = Object.fromEntries(Object.keys(eventKinds).map((kind) => [kind, kind as EventKind]))

export const eventHandlers = {
  async AssayService_ListEvents({ params, query }, context) {
    const page = pageRequest(query, newestFirst)
    const found = await listEvents(context, {
      location: locationOf(params),
      bucketName: query.bucket_name ?? '',
      versionFingerprint: query.version_fingerprint ?? '',
      actorId: query.actor_id ?? '',
      kinds: wordsIn('kind', query.kind ?? [], kindIn),
      page,
    })
    return {
      events: found.items.map(eventOut),
      pagination: paginationOut(page, found),
      searched_until: found.searchedUntil,
    }
  },
} satisfies Handlers<Operations, 'AssayService_ListEvents'>
