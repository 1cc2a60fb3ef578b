import type { Page, PageRequest } from '../../page.ts'
import type { Event } from './event.ts'

export type EventOrderField = 'at'

export interface EventStore {
  append(events: readonly Event[]): Promise<void>
  /**
   * The event that tells of the completion of this version, with its builds, whether or not the version still exists;
   * undefined when it never completed.
   */
  findCompletion(versionId: string): Promise<Event | undefined>
  list(projectId: string, page: PageRequest<EventOrderField>): Promise<Page<Event>>
}
