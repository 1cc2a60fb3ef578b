// Events record what happened, in HCP Packer's own words. An event is written in the transaction of the change that it records, and keeps
// what the audit log and webhooks show, because the resources themselves may be deleted when it is read.
//
// An event is never larger than the request that caused it. It summarizes what can change as it was at the time, and records what a build
// is given when the build is given it. The builds of a complete version do not change, so they are stored once, in the event of its
// completion, and every other event only names the version. Readers find the builds in the version itself or, when that was deleted (with
// its bucket, with the registry), by `EventStore.findCompletion`. The builds of a version that never completed are stored in the event of
// its deletion.
import type { Instant } from '../../clock.ts'
import type { Actor } from '../../principal/principal.ts'
import type { EventAction, EventKind, EventSubject } from './event-kinds.ts'

export interface Event {
  readonly id: string
  readonly kind: EventKind
  /** The version of the payload's format: it is incremented whenever one of the payload's members gets another meaning. */
  readonly form: number
  readonly organizationId: string
  /** Null for an event of the organization itself. */
  readonly projectId: string | null
  readonly at: Instant
  /** Subject, action and description follow from the kind: HCP Packer's words, or similar ones where HCP has none. */
  readonly subject: EventSubject
  readonly action: EventAction
  readonly description: string
  readonly actor: Pick<Actor, 'type' | 'id' | 'name'>
  /** The address of the client, and the id of its request; empty where no request caused the event. */
  readonly address: string
  readonly requestId: string
  /** The bucket concerned; empty for events of the registry itself and of its project. */
  readonly bucketId: string
  /** The version concerned; empty for events of anything but a version and its builds. */
  readonly versionId: string
  /** JSON: the objects concerned as they were after the change. It contains no secrets: no key, and no hash of one. */
  readonly payload: Readonly<Record<string, unknown>>
}
