// Deliveries: what a webhook is to be sent, and the outcome. A delivery is a row that is written in the transaction that seals its event,
// so that none is lost. The deliveries of a webhook are sent in the order of the ledger, one at a time.
//
//   waiting -> accepted -> delivered
//   waiting -> not accepted -> waiting, with a growing backoff; after a day -> given-up, and the next delivery waits for the backoff
//   waiting -> rejected for its content -> set-aside, with a longer backoff that does not delay later deliveries; then as waiting
//   waiting -> its event is gone -> given-up
//   given-up -> a caller sends it again, as a new delivery -> sent-again
import { CLOCKS_MS, type Instant, later, sinceBy } from '../../clock.ts'
import type { Event } from '../event/event.ts'
import { summaryOf, type EventSummary } from '../event/event-summary.ts'
import { type Answered, type Exchange, refusalIn, type Sent } from '../webhook/receiver.ts'

export type DeliveryState = 'waiting' | 'set-aside' | 'delivered' | 'given-up' | 'sent-again'

/** What a delivery is about, with the names that the resources had at the time of the event. */
export interface DeliveryAbout extends Pick<
  EventSummary,
  'bucketName' | 'versionName' | 'versionFingerprint' | 'channelName'
> {
  readonly action: string
}

export const aboutEvent = (event: Pick<Event, 'action' | 'kind' | 'payload'>): DeliveryAbout => {
  const { bucketName, versionName, versionFingerprint, channelName } = summaryOf(event)
  return { action: event.action, bucketName, versionName, versionFingerprint, channelName }
}

export interface Delivery {
  readonly id: string
  readonly webhookId: string
  readonly eventId: string
  readonly about: DeliveryAbout
  /** The deliveries of a webhook are ordered by position, then by id. */
  readonly position: number
  readonly state: DeliveryState
  readonly tries: number
  /**
   * The request of the last try, when it was sent, and the response. Null before the first try; the response is also null where none came.
   */
  readonly request: (Sent & { readonly sentAt: Instant }) | null
  readonly response: Answered | null
  /** Why the last try failed; empty when it did not. */
  readonly failure: string
  readonly createdAt: Instant
  /** When a delivery that is set aside is retried; null for all others. */
  readonly againAt: Instant | null
  /** When the delivery was delivered or given up; null before. */
  readonly endedAt: Instant | null
}

export const newDelivery = (
  id: string,
  { webhookId, eventId, about, position }: Pick<Delivery, 'webhookId' | 'eventId' | 'about' | 'position'>,
  createdAt: Instant,
): Delivery => ({
  id,
  webhookId,
  eventId,
  about,
  position,
  state: 'waiting',
  tries: 0,
  request: null,
  response: null,
  failure: '',
  createdAt,
  againAt: null,
  endedAt: null,
})

/** Whether the delivery is still sent or retried automatically. */
export const isUnderWay = ({ state }: Pick<Delivery, 'state'>): boolean => state === 'waiting' || state === 'set-aside'

/** The backoff of a waiting delivery: a receiver that was away for a moment is retried at once, one that is away for hours rarely. */
const FEW_TRIES = 5
const SHORT_PAUSE_MS = 100
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10 * 60 * 1000
/** The backoff of a rejected message: a receiver accepts it only after somebody has changed the receiver, if ever. */
const FIRST_ASIDE_MS = 60 * 1000
const LONGEST_ASIDE_MS = 60 * 60 * 1000
const GIVEN_UP_AFTER_MS = 24 * 60 * 60 * 1000
/** A receiver that has been failing for less than this gets no additional pause. */
const MOMENT_MS = 1000

/** The latest time that a retry is scheduled for. Only a clock that ran ahead and was corrected since can have scheduled a later one. */
export const latestAgain = (now: Instant): Instant => later(now, LONGEST_ASIDE_MS + CLOCKS_MS)

/** A delivery that was created at this time or before has had its day of retries. */
export const madeADayAgo = (now: Instant): Instant => later(now, -GIVEN_UP_AFTER_MS)

/**
 * Statuses with which a receiver rejects this message in particular: one that knows only some actions answers 400 to the others
 * (danbarr/hcp-packer-webhook-aws). Any other failure may affect every message.
 */
const OF_THE_MESSAGE: readonly number[] = [400, 413, 415, 422]

export interface Outcome {
  readonly delivery: Delivery
  /**
   * Until when nothing is sent to the receiver; null when the next delivery can be sent now. While `delivery` is set aside, deliveries that
   * are waiting are sent all the same.
   */
  readonly pausedUntil: Instant | null
  /** Since when the receiver has been failing, regardless of the message; null when it is not. */
  readonly failingSince: Instant | null
}

/** The outcome of a try that ended at `now`, with a receiver that had been failing since `failingSince`. */
export function afterTry(
  before: Delivery,
  { sentAt, ...exchange }: Exchange & { readonly sentAt: Instant },
  now: Instant,
  failingSince: Instant | null,
): Outcome {
  const refusal = refusalIn(exchange)
  const tried = {
    ...before,
    tries: before.tries + 1,
    request: { ...exchange.sent, sentAt },
    response: 'failure' in exchange.answer ? null : exchange.answer,
    failure: refusal ?? '',
  }
  if (refusal === null)
    return {
      delivery: { ...tried, state: 'delivered', againAt: null, endedAt: now },
      pausedUntil: null,
      failingSince: null,
    }
  const ofTheMessage = OF_THE_MESSAGE.includes(tried.response?.status ?? 0)
  return afterFailure(tried, now, {
    failingSince: ofTheMessage ? null : sinceBy(now, failingSince),
    leastMs: askedPause(exchange),
  })
}

/** The pause in milliseconds that an overloaded or unavailable receiver asks for; 0 for none. Slack accepts one message a second. */
function askedPause({ answer }: Exchange): number {
  if ('failure' in answer || ![429, 503].includes(answer.status)) return 0
  const seconds = answer.headers['retry-after'] ?? ''
  return /^\d{1,6}$/.test(seconds) ? Math.min(Number(seconds) * 1000, LONGEST_PAUSE_MS) : 0
}

/** The outcome where nothing could be sent, for a reason on this server's side. */
export const afterTrouble = (before: Delivery, failure: string, now: Instant, failingSince: Instant | null): Outcome =>
  afterFailure({ ...before, tries: before.tries + 1, failure }, now, {
    failingSince: sinceBy(now, failingSince),
    leastMs: 0,
  })

/** The outcome where nothing can ever be sent: the delivery is given up at once, and the next one does not wait. */
export const afterLoss = (before: Delivery, failure: string, now: Instant, failingSince: Instant | null): Outcome => ({
  delivery: { ...before, tries: before.tries + 1, failure, state: 'given-up', againAt: null, endedAt: now },
  pausedUntil: null,
  failingSince,
})

interface Failure {
  /** Null where the message was rejected for its content. */
  readonly failingSince: Instant | null
  /** The shortest pause, in milliseconds. */
  readonly leastMs: number
}

function afterFailure(tried: Delivery, now: Instant, { failingSince, leastMs }: Failure): Outcome {
  const last = later(tried.createdAt, GIVEN_UP_AFTER_MS)
  const least = Math.max(leastMs, failingSince === null ? 0 : pauseOfFailing(failingSince, now))
  if (now >= last) {
    // The next delivery goes to the same receiver and has fewer tries: let it wait for the backoff of this one.
    const pausedUntil = failingSince === null ? null : later(now, Math.max(pauseAfter(tried.tries), least))
    return { delivery: { ...tried, state: 'given-up', againAt: null, endedAt: now }, pausedUntil, failingSince }
  }
  // A delivery that was overtaken once does not return to the order.
  const isAside = failingSince === null || tried.state === 'set-aside'
  const again = later(now, Math.max((isAside ? pauseOfAside : pauseAfter)(tried.tries), least))
  const againAt = again < last ? again : last
  return {
    delivery: isAside ? { ...tried, state: 'set-aside', againAt } : tried,
    pausedUntil: failingSince === null ? null : againAt,
    failingSince,
  }
}

/** As long as the receiver has been failing, within bounds. */
function pauseOfFailing(failingSince: Instant, now: Instant): number {
  const failingMs = Date.parse(now) - Date.parse(failingSince)
  return failingMs < MOMENT_MS ? 0 : Math.min(failingMs, LONGEST_PAUSE_MS)
}

const pauseAfter = (tries: number): number =>
  tries <= FEW_TRIES ? SHORT_PAUSE_MS : Math.min(FIRST_PAUSE_MS * 2 ** (tries - FEW_TRIES - 1), LONGEST_PAUSE_MS)

const pauseOfAside = (tries: number): number => Math.min(FIRST_ASIDE_MS * 2 ** (tries - 1), LONGEST_ASIDE_MS)
