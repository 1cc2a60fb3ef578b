import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { later } from '../../domain/clock.ts'
import type { Context } from '../../domain/context.ts'
import type { ClaimedWebhook } from '../../domain/record/delivery/delivery-store.ts'
import { pauseUntil } from '../pause-until.ts'
import type { Worker } from '../worker.ts'
import { CLAIM_MS, deliver, type DeliveringParts } from './deliver.ts'
import { recentFacts } from './recent-facts.ts'

export interface DeliveryLanesParts extends Omit<
  DeliveringParts,
  'factsOf' | 'onGivenUp' | 'onTrouble' | 'isStopping'
> {
  readonly log: Pick<Logger, 'warn' | 'error'>
}

/** Each has a receiver to itself: one that hangs holds up a lane, and is not asked again for a while after that. */
const LANES = 32
/** How late something may be sent that another replica has written. */
const IDLE_MS = 1000
/** Less than the 10 s after which container engines kill what they have asked to stop. */
const CLOSING_MS = 5000
/** Nobody claims for so long, whichever clock is ahead: this one was set back since. */
const UNBELIEVABLE_CLAIM_MS = 2 * CLAIM_MS

/** Sends what is waiting to as many webhooks at once as there are lanes, those that are due longest first. */
export function deliveryLanes(context: Context, { log, ...parts }: DeliveryLanesParts): Worker {
  const { store, clock } = context
  const factsOf = recentFacts(context)
  const busy = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let isTroubled = false
  let looking: Promise<void> = Promise.resolve()

  const claimDue = () =>
    store.transaction(({ deliveries }) => {
      const now = clock.now()
      return deliveries.claim(now, later(now, CLAIM_MS), later(now, UNBELIEVABLE_CLAIM_MS))
    })

  const onGivenUp: DeliveringParts['onGivenUp'] = (webhook, { id, tries, failure }) => {
    const facts = { webhook: webhook.id, name: webhook.name, delivery: id, tries, failure }
    log.warn(facts, 'a delivery was given up; it can be sent again')
  }

  const onTrouble: DeliveringParts['onTrouble'] = ({ id, name }, error) => {
    log.warn({ webhook: id, name, err: error }, 'a webhook could not be sent anything; it is tried again')
  }

  async function occupy(claimed: ClaimedWebhook): Promise<void> {
    try {
      await deliver(context, claimed, { ...parts, factsOf, onGivenUp, onTrouble, isStopping: () => stopped })
    } catch (error) {
      // Its claim ends by itself.
      if (!stopped)
        log.error({ err: error, webhook: claimed.webhook.id }, 'what a webhook is to be sent could not be sent')
    }
  }

  /** Fills the lanes that are free. */
  async function fill(): Promise<void> {
    while (!stopped && busy.size < LANES) {
      const claimed = await claimDue()
      if (claimed === undefined) return
      const lane = occupy(claimed).finally(() => {
        busy.delete(lane)
        if (timer !== undefined) soon(0)
      })
      busy.add(lane)
    }
  }

  async function pause(): Promise<number> {
    if (busy.size >= LANES) return IDLE_MS
    const next = await store.deliveries.nextAt()
    return pauseUntil(next, clock.now(), IDLE_MS)
  }

  async function round(): Promise<void> {
    let wait = IDLE_MS
    try {
      await fill()
      wait = await pause()
      isTroubled = false
    } catch (error) {
      // What is wrong for an hour is told once.
      if (!isTroubled)
        log.error({ err: error }, 'what webhooks are to be sent cannot be looked up; it is tried every second')
      isTroubled = true
    }
    soon(wait)
  }

  function soon(milliseconds: number): void {
    clearTimeout(timer)
    if (stopped) return
    timer = setTimeout(() => {
      looking = looking.then(round)
    }, milliseconds).unref()
  }

  return {
    runDue: async () => {
      do {
        await fill()
        await Promise.all(busy)
      } while (!stopped && (await isAnyDue()))
    },
    start: () => {
      soon(0)
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await looking
      // Who hangs is left: what was under way is sent again by whoever goes on.
      await Promise.race([Promise.all(busy), delay(CLOSING_MS, undefined, { ref: false })])
    },
  }

  async function isAnyDue(): Promise<boolean> {
    const next = await store.deliveries.nextAt()
    return next !== undefined && next <= clock.now()
  }
}
