import type { Page, PageRequest } from '../../page.ts'
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

export interface EventStore {
  append(events: readonly Event[]): Promise<void>
  find(id: string): Promise<Event | undefined>
  /**
   * The event that tells of the completion of this version, with its builds, whether or not the version still exists;
   * undefined when it never completed.
   */
  findCompletion(versionId: string): Promise<Event | undefined>
  /** Those that fit; fewer than were asked for where they are large (`howManyFit`). */
  search(of: EventsOf, page: PageRequest<EventOrderField>, fits: (head: EventHead) => boolean): Promise<Page<Event>>
  list(projectId: string, page: PageRequest<EventOrderField>): Promise<Page<Event>>
}
