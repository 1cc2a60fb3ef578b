import type { Page, PageRequest } from '../page.ts'
import type { Event } from './event.ts'

export type EventOrderField = 'at'

export interface EventStore {
  append(events: readonly Event[]): Promise<void>
  list(projectId: string, page: PageRequest<EventOrderField>): Promise<Page<Event>>
}
