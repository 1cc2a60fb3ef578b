import type { Instant } from '../../clock.ts'
import type { Page, PageRequest, SearchedPage } from '../../page.ts'
import type { Event } from './event.ts'

export type EventOrderField = 'at'

/** The parts of an event that decide who may see it, and whether a list includes it. */
export interface EventHead extends Pick<Event, 'kind' | 'bucketId' | 'versionId'> {
  readonly actorId: string
  /** As `restrictionOf` in event-summary.ts decides; null for events that are not about a channel. */
  readonly channelRestricted: boolean | null
}

export interface EventsOf {
  readonly projectId: string
  /** Null for all buckets, and for events without a bucket. */
  readonly bucketId: string | null
}

/** The events that a query examines. */
export interface EventsWithin {
  readonly organizationId: string
  /** Null for all projects of the organization, and for events without a project. */
  readonly projectId: string | null
  /** Null for all buckets, and for events without a bucket. */
  readonly bucketId: string | null
  /** From this moment on; null from the beginning. */
  readonly from: Instant | null
  /** Before this moment; null to the end. */
  readonly to: Instant | null
}

/** The parts of an event that the filters of the audit log match. */
export interface AuditHead extends Pick<
  Event,
  'kind' | 'action' | 'description' | 'actor' | 'address' | 'requestId' | 'bucketId'
> {
  /** The first characters of the payload's JSON; empty unless `readsBeginning` is set. */
  readonly beginning: string
}

export interface AuditSieve {
  readonly fits: (head: AuditHead) => boolean
  readonly readsBeginning: boolean
}

/**
 * `find` and `findCompletion` throw an `UnreadableEvent` for an event that cannot be read. Lists contain what can be read of it, with an
 * empty payload.
 */
export interface EventStore {
  append(events: readonly Event[]): Promise<void>
  find(id: string): Promise<Event | undefined>
  /**
   * The event of the completion of this version, with its builds, whether or not the version still exists; undefined when it never
   * completed, or when the event was pruned.
   */
  findCompletion(versionId: string): Promise<Event | undefined>
  /**
   * Lists the events that fit. One page examines some thousand events at most. It has fewer events than requested also where they are large
   * (`howManyFit`).
   */
  search(
    of: EventsOf,
    page: PageRequest<EventOrderField>,
    fits: (head: EventHead) => boolean,
  ): Promise<SearchedPage<Event>>
  /** Lists the events within these bounds that fit; pages are limited like those of `search`. */
  audit(of: EventsWithin, page: PageRequest<EventOrderField>, sieve: AuditSieve): Promise<SearchedPage<Event>>
  list(projectId: string, page: PageRequest<EventOrderField>): Promise<Page<Event>>
}
