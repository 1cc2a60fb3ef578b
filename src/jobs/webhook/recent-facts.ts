import { LRUCache } from 'lru-cache'
import type { Context } from '../../domain/context.ts'
import { factsOfVersion } from '../../domain/record/delivery/facts-of-version.ts'
import type { ReportedVersion } from '../../domain/record/delivery/reported-version.ts'
import type { Event } from '../../domain/record/event/event.ts'

/** Few are enough: the webhooks of a project are sent the same events, mostly at the same time. Large facts take a megabyte. */
const MOST = 32
const GOOD_FOR_MS = 2000

export interface EventWithFacts {
  readonly event: Event
  readonly facts: ReportedVersion
}
export type FactsOf = (eventId: string) => Promise<EventWithFacts | undefined>

/** Finds an event with its facts, reading them once for all webhooks that are sent it within moments; undefined when the event is gone. */
export function recentFacts(context: Context): FactsOf {
  const { store } = context
  const recent = new LRUCache<string, Promise<EventWithFacts | undefined>>({ max: MOST, ttl: GOOD_FOR_MS })
  const read: FactsOf = async (eventId) => {
    const event = await store.events.find(eventId)
    return event && { event, facts: await factsOfVersion(context, event) }
  }
  return (eventId) => {
    const known = recent.get(eventId)
    if (known !== undefined) return known
    const reading = read(eventId)
    recent.set(eventId, reading)
    // A failure is not kept: the next call reads again.
    reading.catch(() => recent.delete(eventId))
    return reading
  }
}
