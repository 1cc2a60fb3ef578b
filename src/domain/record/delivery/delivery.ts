// Deliveries: what a webhook is to be sent, and what became of it. A delivery is a row that is written when its event gets its
// place in the order of its registry, so that none is lost; those of a webhook are sent in that order, one after the other.
//
//   waiting → accepted → delivered
//   waiting → not accepted → waiting, for a while that grows; after a day → given-up
//   given-up → somebody has it sent again, as a delivery of its own → sent-again
import { type Instant, later } from '../../clock.ts'
import { type Answered, type Exchange, refusalIn, type Sent } from '../webhook/receiver.ts'

export type DeliveryState = 'waiting' | 'delivered' | 'given-up' | 'sent-again'

export interface Delivery {
  readonly id: string
  readonly webhookId: string
  readonly eventId: string
  /** Those of a webhook go by it, then by their ids. */
  readonly position: number
  readonly state: DeliveryState
  readonly tries: number
  /** What was sent at the last try, when, and what came back; null before the first, and where nothing came back. */
  readonly request: (Sent & { readonly sentAt: Instant }) | null
  readonly response: Answered | null
  /** Why the last try failed; empty when it did not. */
  readonly failure: string
  readonly createdAt: Instant
  /** Since when it is not waiting any more; null while it is. */
  readonly endedAt: Instant | null
}

export const newDelivery = (
  id: string,
  { webhookId, eventId, position }: Pick<Delivery, 'webhookId' | 'eventId' | 'position'>,
  createdAt: Instant,
): Delivery => ({
  id,
  webhookId,
  eventId,
  position,
  state: 'waiting',
  tries: 0,
  request: null,
  response: null,
  failure: '',
  createdAt,
  endedAt: null,
})

/** A receiver that was away for a moment is asked again at once, and one that is away for hours seldom. */
const FEW_TRIES = 5
const SHORT_PAUSE_MS = 100
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10 * 60 * 1000
const GIVEN_UP_AFTER_MS = 24 * 60 * 60 * 1000

export interface Outcome {
  readonly delivery: Delivery
  /** When it is to be tried again; null when it is over. */
  readonly againAt: Instant | null
}

/** A delivery after one more try, which ended at `now`. */
export function afterTry(
  before: Delivery,
  { sentAt, ...exchange }: Exchange & { readonly sentAt: Instant },
  now: Instant,
): Outcome {
  const refusal = refusalIn(exchange)
  const tried = {
    ...before,
    tries: before.tries + 1,
    request: { ...exchange.sent, sentAt },
    response: 'failure' in exchange.answer ? null : exchange.answer,
    failure: refusal ?? '',
  }
  return refusal === null
    ? { delivery: { ...tried, state: 'delivered', endedAt: now }, againAt: null }
    : afterFailure(tried, now)
}

/** The same where nothing could be sent, for a reason that lies here. */
export const afterTrouble = (before: Delivery, failure: string, now: Instant): Outcome =>
  afterFailure({ ...before, tries: before.tries + 1, failure }, now)

function afterFailure(tried: Delivery, now: Instant): Outcome {
  const last = later(tried.createdAt, GIVEN_UP_AFTER_MS)
  if (now >= last) return { delivery: { ...tried, state: 'given-up', endedAt: now }, againAt: null }
  const pause =
    tried.tries <= FEW_TRIES
      ? SHORT_PAUSE_MS
      : Math.min(FIRST_PAUSE_MS * 2 ** (tried.tries - FEW_TRIES - 1), LONGEST_PAUSE_MS)
  const again = later(now, pause)
  return { delivery: tried, againAt: again < last ? again : last }
}
