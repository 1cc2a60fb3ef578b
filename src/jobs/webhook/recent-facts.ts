import { LRUCache } from 'lru-cache'
import type { Context } from '../../domain/context.ts'
import { factsOfVersion } from '../../domain/record/delivery/facts-of-version.ts'
import type { ToldVersion } from '../../domain/record/delivery/told-version.ts'
import type { Event } from '../../domain/record/event/event.ts'

/** Webhooks of a project are sent the same, mostly at the same time; large facts take a megabyte. */
const MOST = 32
const GOOD_FOR_MS = 2000

export interface EventWithFacts {
  readonly event: Event
  readonly facts: ToldVersion
}
export type FactsOf = (eventId: string) => Promise<EventWithFacts | undefined>

/** An event with all that it says, read once for all who are sent it within moments; undefined when it is gone. */
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
    // Whoever asks next asks anew.
    reading.catch(() => recent.delete(eventId))
    return reading
  }
}
