import type { Instant } from '../../clock.ts'
import { type Delivery, latestAgain, madeADayAgo, type Outcome } from './delivery.ts'
import type { DeliveryStore } from './delivery-store.ts'

export interface Following {
  /** What can be sent now, in its order. */
  readonly due: readonly Delivery[]
  /** Else when something can; null when there is nothing. */
  readonly at: Instant | null
  /** Whether nothing else is to be sent before. */
  readonly paused: boolean
}

interface After {
  /** What came of the last try; undefined where nothing that is known of it counts. */
  readonly last: Outcome | undefined
  readonly most: number
  readonly now: Instant
}

/** What comes after an outcome, `most` of what is waiting: what is set aside and past its day, all that is waiting, then what else is set aside, one at a time. */
export async function following(
  deliveries: DeliveryStore,
  webhookId: string,
  { last, most, now }: After,
): Promise<Following> {
  const pausedUntil = last?.pausedUntil ?? null
  const paused = pausedUntil !== null && last?.delivery.state !== 'set-aside'
  // Else it would stay for as long as anything is waiting.
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
