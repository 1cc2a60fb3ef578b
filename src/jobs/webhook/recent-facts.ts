import { LRUCache } from 'lru-cache'
import type { Context } from '../../domain/context.ts'
import { factsOfVersion } from '../../domain/record/delivery/facts-of-version.ts'
import type { ToldVersion } from '../../domain/record/delivery/told-version.ts'

/** Webhooks of a project are sent the same, mostly at the same time; large facts take a megabyte. */
const MOST = 32
const GOOD_FOR_MS = 2000

export type FactsOf = (eventId: string) => Promise<ToldVersion | undefined>

/** What an event says, read once for all who are sent it within moments; undefined when it is gone. */
export function recentFacts(context: Context): FactsOf {
  const { store } = context
  const recent = new LRUCache<string, Promise<ToldVersion | undefined>>({ max: MOST, ttl: GOOD_FOR_MS })
  const read: FactsOf = async (eventId) => {
    const event = await store.events.find(eventId)
    return event && factsOfVersion(context, event)
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
