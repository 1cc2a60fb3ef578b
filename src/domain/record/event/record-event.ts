import type { Bucket } from '../../catalog/bucket/bucket.ts'
import type { Change } from '../../change.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import { type AboutOf, type EventKind, eventKinds, type PayloadOf } from './event-kinds.ts'

type Named = Pick<Bucket, 'id' | 'name'>

/** What happened: of which kind, where, and what its kind wants told. */
export type EventRecord<Name extends EventKind = EventKind> = {
  readonly [Kind in Name]: {
    readonly kind: Kind
    /** Null when it is the organization's own. */
    readonly location: AboutOf<Kind> extends 'organization' ? Pick<Location, 'organizationId'> : Location
    readonly payload: PayloadOf<Kind>
  } & (AboutOf<Kind> extends 'bucket' ? { readonly bucket: Named } : { readonly bucket?: undefined })
}[Name]

/** Writes what happened into the transaction of what happened. */
export async function recordEvent(change: Change, tx: Ports, record: EventRecord): Promise<void> {
  await append(change, tx, [record])
}

const FORM = 1

// To have the events of thousands in hand at once would hold up whoever waits.
const AT_ONCE = 500

/** The same for many things that happened at once; each record is asked for only when its turn comes. */
export async function recordEvents(change: Change, tx: Ports, records: Iterable<EventRecord>): Promise<void> {
  let some: EventRecord[] = []
  for (const record of records) {
    some.push(record)
    if (some.length < AT_ONCE) continue
    await append(change, tx, some)
    some = []
  }
  await append(change, tx, some)
}

async function append(change: Change, tx: Ports, records: readonly EventRecord[]): Promise<void> {
  const { type, id, name } = change.actor
  await tx.events.append(
    records.map(({ kind, location, bucket, payload }) => ({
      id: change.newId(),
      kind,
      form: FORM,
      organizationId: location.organizationId,
      projectId: location.projectId,
      at: change.now,
      ...wordsOf(kind),
      actor: { type, id, name },
      bucketId: bucket?.id ?? '',
      versionId: ('version' in payload && payload.version?.id) || '',
      payload: { ...(bucket ? { bucket: { id: bucket.id, name: bucket.name } } : {}), ...payload },
    })),
  )
}

const wordsOf = (kind: EventKind) => {
  const { subject, action, description } = eventKinds[kind]
  return { subject, action, description }
}
