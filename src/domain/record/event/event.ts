// What happened, in HCP Packer's own words. An event is written in the transaction of the change that it tells of, and
// keeps what the audit log and webhooks show, because the things themselves may be gone when it is read.
//
// It never weighs more than the request that it tells of: what can change is kept as it was, in short; what a build is
// given is kept when it is given. The builds of a complete version do not change, so that they are kept once, in the event
// of its completion, and every other event names the version. Whoever reads one finds them in the version itself or, when
// that is gone (with its bucket, with the registry), by `EventStore.findCompletion`. A version that never completed takes
// its builds into the event of its deletion.
import type { Instant } from '../../clock.ts'
import type { Actor } from '../../principal/principal.ts'
import type { EventAction, EventKind, EventSubject } from './event-kinds.ts'

export interface Event {
  readonly id: string
  readonly kind: EventKind
  /** Of the payload, counted up whenever one of its members gets another meaning. */
  readonly form: number
  readonly organizationId: string
  /** Null for an event of the organization itself. */
  readonly projectId: string | null
  readonly at: Instant
  /** What follows is of the kind: HCP Packer's words, or some like them where HCP has none. */
  readonly subject: EventSubject
  readonly action: EventAction
  readonly description: string
  readonly actor: Pick<Actor, 'type' | 'id' | 'name'>
  /** Of the client that asked, and of its request; empty where no request did. */
  readonly address: string
  readonly requestId: string
  /** The bucket concerned; empty for events of the registry itself and of its project. */
  readonly bucketId: string
  /** The version concerned; empty for events of anything but a version and its builds. */
  readonly versionId: string
  /** JSON: the objects concerned as they were after the change. Nothing of it is secret: no key, and no hash of one. */
  readonly payload: Readonly<Record<string, unknown>>
}
