import type { Bucket } from '../../catalog/bucket/bucket.ts'
import type { ChannelOutline } from '../../catalog/channel/channel.ts'
import type { Revocation } from '../../catalog/revocation/revocation.ts'
import { nameOf, statusOf, type VersionOutline } from '../../catalog/version/version.ts'
import type { Change } from '../../change.ts'
import type { Instant } from '../../clock.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { EventAction, EventSubject } from './event.ts'

export interface EventRecord {
  readonly location: Location
  readonly subject: EventSubject
  readonly action: EventAction
  readonly description: string
  readonly bucket: Pick<Bucket, 'id' | 'name'> | null
  readonly payload: EventPayload
}

/** What else there is to say; the version concerned under this name, so that the event can be found by it. */
export type EventPayload = Readonly<Record<string, unknown>> & {
  readonly version?: { readonly id: string } | null
}

/** Writes what happened into the transaction of what happened. */
export async function recordEvent(change: Change, tx: Ports, record: EventRecord): Promise<void> {
  await append(change, tx, [record])
}

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
    records.map(({ location, subject, action, description, bucket, payload }) => ({
      id: change.newId(),
      projectId: location.projectId,
      at: change.now,
      subject,
      action,
      description,
      actor: { type, id, name },
      bucketId: bucket?.id ?? '',
      versionId: payload.version?.id ?? '',
      payload: { ...(bucket ? { bucket: { id: bucket.id, name: bucket.name } } : {}), ...payload },
    })),
  )
}

type Known = Pick<VersionOutline, 'id' | 'fingerprint' | 'sequence' | 'builds'> & {
  readonly revocation: Pick<Revocation, 'at' | 'appliedAt' | 'message' | 'author'> | null
}

export const versionSnapshot = (version: Known, now: Instant) => ({
  id: version.id,
  fingerprint: version.fingerprint,
  name: nameOf(version),
  status: statusOf(version, now),
  revokeAt: version.revocation?.at ?? null,
  revocationMessage: version.revocation?.message ?? '',
  revocationAuthor: version.revocation?.author ?? '',
})

export const channelSnapshot = ({ id, name, authorId, managed, restricted }: ChannelOutline) => ({
  id,
  name,
  authorId,
  managed,
  restricted,
})
