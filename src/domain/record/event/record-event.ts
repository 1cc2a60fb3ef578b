import type { Bucket } from '../../catalog/bucket/bucket.ts'
import type { Change } from '../../context.ts'
import type { Home } from '../../location.ts'
import { type AboutOf, type EventKind, eventKinds, type PayloadOf } from './event-kinds.ts'

type Named = Pick<Bucket, 'id' | 'name'>

/** What happened: its kind, and the payload that this kind requires. */
export type EventRecord<Name extends EventKind = EventKind> = {
  readonly [Kind in Name]: {
    readonly kind: Kind
    readonly payload: PayloadOf<Kind>
  } & (AboutOf<Kind> extends 'bucket' ? { readonly bucket: Named } : { readonly bucket?: undefined })
}[Name]

/** The current version of the payloads' format. */
const FORM = 1

/** Records an event, which is written in the transaction of the change together with all of its other events. */
export function recordEvent(change: Change<Home>, { kind, bucket, payload }: EventRecord): void {
  const { type, id, name } = change.actor
  const { subject, action, description } = eventKinds[kind]
  change.events.push({
    id: change.newId(),
    kind,
    form: FORM,
    organizationId: change.location.organizationId,
    projectId: change.location.projectId,
    at: change.now,
    subject,
    action,
    description,
    actor: { type, id, name },
    address: change.asked?.address ?? '',
    requestId: change.asked?.requestId ?? '',
    bucketId: bucket?.id ?? '',
    versionId: ('version' in payload && payload.version?.id) || '',
    payload: { ...(bucket ? { bucket: { id: bucket.id, name: bucket.name } } : {}), ...payload },
  })
}

// Keeping thousands of events in memory to write them at once would delay other requests.
const AT_ONCE = 500

/** Records many events of one change. Each record is made only when its turn comes. */
export async function recordEvents(change: Change<Home>, records: Iterable<EventRecord>): Promise<void> {
  for (const record of records) {
    recordEvent(change, record)
    if (change.events.length >= AT_ONCE) await writeEvents(change)
  }
}

/** Writes what has been recorded so far, in one statement. */
export async function writeEvents({ events, tx }: Change<Home>): Promise<void> {
  if (events.length > 0) await tx.events.append(events.splice(0))
}
