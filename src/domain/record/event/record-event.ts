import type { Bucket } from '../../catalog/bucket/bucket.ts'
import type { Change } from '../../context.ts'
import type { Home } from '../../location.ts'
import { type AboutOf, type EventKind, eventKinds, type PayloadOf } from './event-kinds.ts'

type Named = Pick<Bucket, 'id' | 'name'>

/** What happened: of which kind, and what its kind wants told. */
export type EventRecord<Name extends EventKind = EventKind> = {
  readonly [Kind in Name]: {
    readonly kind: Kind
    readonly payload: PayloadOf<Kind>
  } & (AboutOf<Kind> extends 'bucket' ? { readonly bucket: Named } : { readonly bucket?: undefined })
}[Name]

/** Of the payloads. */
const FORM = 1

/** Has what happened written into the transaction of what happened, with all else that happens in it. */
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

// To have the events of thousands in hand at once would hold up whoever waits.
const AT_ONCE = 500

/** The same for many things that happened at once; each record is asked for only when its turn comes. */
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
