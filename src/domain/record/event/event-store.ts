import type { Instant } from '../../clock.ts'
import type { Page, PageRequest, SearchedPage } from '../../page.ts'
import type { Event } from './event.ts'

export type EventOrderField = 'at'

/** What decides who may see an event. */
export interface EventHead extends Pick<Event, 'kind' | 'bucketId' | 'versionId'> {
  readonly actorId: string
  /** By the rule of told-of-event.ts; null of one that is about no channel. */
  readonly channelRestricted: boolean | null
}

export interface EventsOf {
  readonly projectId: string
  /** Null of all, and of what is of none. */
  readonly bucketId: string | null
}

/** Which events are looked through. */
export interface EventsWithin {
  readonly organizationId: string
  /** Null of all its projects, and of what is of none. */
  readonly projectId: string | null
  /** Null of all buckets, and of what is of none. */
  readonly bucketId: string | null
  /** From this moment on; null from the beginning. */
  readonly from: Instant | null
  /** Before this moment; null to the end. */
  readonly to: Instant | null
}

/** What an event is chosen by for the audit log. */
export interface AuditHead extends Pick<
  Event,
  'kind' | 'action' | 'description' | 'actor' | 'address' | 'requestId' | 'bucketId'
> {
  /** Of the payload's JSON, its first characters; empty unless it was asked for. */
  readonly beginning: string
}

export interface AuditSieve {
  readonly fits: (head: AuditHead) => boolean
  readonly readsBeginning: boolean
}

/**
 * One that cannot be read makes `find` and `findCompletion` throw an `UnreadableEvent`. In lists there is what is left of it, with an
 * empty payload.
 */
export interface EventStore {
  append(events: readonly Event[]): Promise<void>
  find(id: string): Promise<Event | undefined>
  /**
   * The event that tells of the completion of this version, with its builds, whether or not the version still exists;
   * undefined when it never completed.
   */
  findCompletion(versionId: string): Promise<Event | undefined>
  /**
   * Those that fit, of some thousand at most that one page looks at; fewer than were asked for also where they are large
   * (`howManyFit`).
   */
  search(
    of: EventsOf,
    page: PageRequest<EventOrderField>,
    fits: (head: EventHead) => boolean,
  ): Promise<SearchedPage<Event>>
  /** Whatever happened, of those that fit; pages are cut like those of `search`. */
  audit(of: EventsWithin, page: PageRequest<EventOrderField>, sieve: AuditSieve): Promise<SearchedPage<Event>>
  list(projectId: string, page: PageRequest<EventOrderField>): Promise<Page<Event>>
}
