// What happened, in HCP Packer's own words. An event is written in the transaction of the change that it tells of, with
// a snapshot of what the audit log and webhooks show, because the things themselves may be gone when they are read.
import type { Instant } from '../clock.ts'
import type { Actor } from '../principal/principal.ts'

export type EventAction =
  | 'create'
  | 'update'
  | 'delete'
  | 'complete'
  | 'assign'
  | 'revoke'
  | 'restore'
  | 'schedule-revocation'
  | 'cancel-revocation'

export type EventSubject = 'registry' | 'bucket' | 'version' | 'build' | 'channel'

export interface Event {
  readonly id: string
  readonly projectId: string
  readonly at: Instant
  readonly subject: EventSubject
  readonly action: EventAction
  /** HCP Packer's sentence for it: "Completed version". */
  readonly description: string
  readonly actor: Pick<Actor, 'type' | 'id' | 'name'>
  /** The bucket concerned; empty for events of the registry itself. */
  readonly bucketId: string
  /** JSON: the objects concerned as they were after the change. */
  readonly payload: Readonly<Record<string, unknown>>
}
