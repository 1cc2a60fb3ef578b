import type { Logger } from 'pino'
import type { Context } from '../../domain/context.ts'
import type { ClaimedWebhook } from '../../domain/record/delivery/delivery-store.ts'
import { latestAgain } from '../../domain/record/delivery/delivery.ts'
import { paceByLoad } from '../../machine/pace-by-load.ts'
import { lanes } from '../lanes.ts'
import type { Worker } from '../worker.ts'
import { CLAIM_MS, deliver, type DeliveringParts } from './deliver.ts'
import { recentFacts } from './recent-facts.ts'

export interface DeliveryLanesParts extends Omit<
  DeliveringParts,
  'factsOf' | 'giveWay' | 'onGivenUp' | 'onTrouble' | 'isStopping'
> {
  readonly log: Pick<Logger, 'warn' | 'error'>
}

/**
 * A lane sends to one receiver at a time: one that hangs blocks a lane, and is left alone for a while. Fewer than outbound requests at
 * once.
 */
const LANES = 48
/**
 * `npm run bench`, telling, measures what three webhooks cost builds where a server does nothing else. A webhook that has waited for
 * `mostMs` has about three quarters of its claim left, and needs half of the claim for a receiver.
 */
const PACE = { busyFrom: 0.6, pieceMs: 8, leastLeft: 0.05, mostMs: CLAIM_MS / 4 } as const

/** Sends waiting deliveries to as many webhooks at once as there are lanes: those first that are due longest, and some of every project. */
export function deliveryLanes(context: Context, { log, ...parts }: DeliveryLanesParts): Worker {
  const { store, clock } = context
  const factsOf = recentFacts(context)
  const giveWay = paceByLoad(PACE)

  const onGivenUp: DeliveringParts['onGivenUp'] = (webhook, { id, tries, failure }) => {
    const facts = { webhook: webhook.id, name: webhook.name, delivery: id, tries, failure }
    log.warn(facts, 'a delivery was given up; it can be sent again')
  }

  const onTrouble: DeliveringParts['onTrouble'] = ({ id, name }, error) => {
    log.warn({ webhook: id, name, err: error }, 'a webhook could not be sent anything; it is tried again')
  }

  return lanes<ClaimedWebhook>({
    most: LANES,
    clock,
    claimMs: CLAIM_MS,
    ownerOf: ({ webhook }) => webhook.projectId,
    claim: (times, except) =>
      store.transaction(({ deliveries }) => {
        const { now, until, latest } = times()
        return deliveries.claim(now, until, latest, except)
      }),
    bringForward: () =>
      store.transaction(({ deliveries }) => {
        const now = clock.now()
        return deliveries.bringForward(now, latestAgain(now))
      }),
    nextAt: (except) => store.deliveries.nextAt(except),
    work: (claimed, isStopping) =>
      deliver(context, claimed, { ...parts, factsOf, giveWay, onGivenUp, onTrouble, isStopping }),
    onFailure: ({ webhook }, error) => {
      log.error({ err: error, webhook: webhook.id }, 'what a webhook is to be sent could not be sent')
    },
    onTrouble: (error) => {
      log.error({ err: error }, 'what webhooks are to be sent cannot be looked up; it is tried every second')
    },
  })
}
