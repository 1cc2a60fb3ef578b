import type { Instant } from '../../clock.ts'
import { type Delivery, latestAgain, madeADayAgo, type Outcome } from './delivery.ts'
import type { DeliveryStore } from './delivery-store.ts'

export interface Following {
  /** The deliveries that can be sent now, in their order. */
  readonly due: readonly Delivery[]
  /** When the next delivery can be sent, if none can now; null when there is none. */
  readonly at: Instant | null
  /** Whether nothing else may be sent before `at`. */
  readonly paused: boolean
}

interface After {
  /** The outcome of the last try; undefined when nothing was tried, or the webhook has changed since. */
  readonly last: Outcome | undefined
  readonly most: number
  readonly now: Instant
}

/**
 * Chooses what to send after an outcome: first a delivery that is set aside and older than a day, then all that are waiting (at most `most`
 * at a time), then the others that are set aside. Deliveries that are set aside are sent one at a time.
 */
export async function following(
  deliveries: DeliveryStore,
  webhookId: string,
  { last, most, now }: After,
): Promise<Following> {
  const pausedUntil = last?.pausedUntil ?? null
  const paused = pausedUntil !== null && last?.delivery.state !== 'set-aside'
  // Otherwise it would stay set aside for as long as anything is waiting.
  const looksForOld = last === undefined || (last.delivery.state === 'given-up' && !paused)
  const old = looksForOld ? await deliveries.findSetAside(webhookId, madeADayAgo(now)) : undefined
  if (old !== undefined) return { due: [old], at: null, paused: false }
  const waiting = paused ? [] : await deliveries.listWaiting(webhookId, most)
  if (paused || waiting.length > 0) return { due: waiting, at: pausedUntil, paused }
  const aside = pausedUntil === null ? await deliveries.findSetAside(webhookId, null) : undefined
  const at = pausedUntil ?? aside?.againAt ?? null
  const isDue = at !== null && (at <= now || at > latestAgain(now))
  return { due: aside !== undefined && isDue ? [aside] : [], at, paused }
}
