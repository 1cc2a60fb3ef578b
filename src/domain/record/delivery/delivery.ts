// Deliveries: what a webhook is to be sent, and what became of it. A delivery is a row that is written when its event gets its
// place in the order of its registry, so that none is lost; those of a webhook are sent in that order, one after the other.
//
//   waiting → accepted → delivered
//   waiting → not accepted → waiting, for a while that grows; tried after a day → given-up, and the next one after such a while
//   waiting → refused for what it says → set-aside, for the same while, so that it holds up nothing that came later → as waiting
//   waiting → its event is gone → given-up
//   given-up → somebody has it sent again, as a delivery of its own → sent-again
import { CLOCKS_MS, type Instant, later, sinceBy } from '../../clock.ts'
import type { Event } from '../event/event.ts'
import { toldOf, type ToldOfEvent } from '../event/told-of-event.ts'
import { type Answered, type Exchange, refusalIn, type Sent } from '../webhook/receiver.ts'

export type DeliveryState = 'waiting' | 'set-aside' | 'delivered' | 'given-up' | 'sent-again'

/** What it tells of, by the names that things had then. */
export interface DeliveryAbout extends Pick<
  ToldOfEvent,
  'bucketName' | 'versionName' | 'versionFingerprint' | 'channelName'
> {
  readonly action: string
}

export const aboutEvent = (event: Pick<Event, 'action' | 'kind' | 'payload'>): DeliveryAbout => {
  const { bucketName, versionName, versionFingerprint, channelName } = toldOf(event)
  return { action: event.action, bucketName, versionName, versionFingerprint, channelName }
}

export interface Delivery {
  readonly id: string
  readonly webhookId: string
  readonly eventId: string
  readonly about: DeliveryAbout
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
  /** Until when it is set aside; null of all others. */
  readonly againAt: Instant | null
  /** Since when it is over; null before. */
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

/** Whether it is tried again by itself. */
export const isUnderWay = ({ state }: Pick<Delivery, 'state'>): boolean => state === 'waiting' || state === 'set-aside'

/** A receiver that was away for a moment is asked again at once, and one that is away for hours seldom. */
const FEW_TRIES = 5
const SHORT_PAUSE_MS = 100
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10 * 60 * 1000
/** What a receiver did not want it wants again after somebody has changed it, if ever. */
const FIRST_ASIDE_MS = 60 * 1000
const LONGEST_ASIDE_MS = 60 * 60 * 1000
const GIVEN_UP_AFTER_MS = 24 * 60 * 60 * 1000
/** What a receiver fails for no longer than that is a moment. */
const MOMENT_MS = 1000

/** Nothing is tried again after that, but by a clock that was ahead and was set right since. */
export const latestAgain = (now: Instant): Instant => later(now, LONGEST_ASIDE_MS + CLOCKS_MS)

/** Made by then, a delivery is past its day. */
export const madeADayAgo = (now: Instant): Instant => later(now, -GIVEN_UP_AFTER_MS)

/**
 * Of a receiver that is there, and does not want this message: one that knows some actions only answers 400 to the others
 * (danbarr/hcp-packer-webhook-aws). All other failures may be of any message.
 */
const OF_THE_MESSAGE: readonly number[] = [400, 413, 415, 422]

export interface Outcome {
  readonly delivery: Delivery
  /** Until when the receiver is left alone, but for what comes after one that is set aside; null when the next one can be sent. */
  readonly pausedUntil: Instant | null
  /** Since when the receiver has failed, whatever it was sent; null when it has not. */
  readonly failingSince: Instant | null
}

/** A delivery after one more try, which ended at `now`, to a receiver that had been failing since then. */
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

/** By a receiver that has had too much at once, or is away for a while: Slack takes one message a second. */
function askedPause({ answer }: Exchange): number {
  if ('failure' in answer || ![429, 503].includes(answer.status)) return 0
  const seconds = answer.headers['retry-after'] ?? ''
  return /^\d{1,6}$/.test(seconds) ? Math.min(Number(seconds) * 1000, LONGEST_PAUSE_MS) : 0
}

/** The same where nothing could be sent, for a reason that lies here. */
export const afterTrouble = (before: Delivery, failure: string, now: Instant, failingSince: Instant | null): Outcome =>
  afterFailure({ ...before, tries: before.tries + 1, failure }, now, {
    failingSince: sinceBy(now, failingSince),
    leastMs: 0,
  })

/** Where it is known that nothing ever can be sent: it is over at once, and what comes after it does not wait. */
export const afterLoss = (before: Delivery, failure: string, now: Instant, failingSince: Instant | null): Outcome => ({
  delivery: { ...before, tries: before.tries + 1, failure, state: 'given-up', againAt: null, endedAt: now },
  pausedUntil: null,
  failingSince,
})

interface Failure {
  /** Null where the message is refused for what it says. */
  readonly failingSince: Instant | null
  /** Of the pause. */
  readonly leastMs: number
}

function afterFailure(tried: Delivery, now: Instant, { failingSince, leastMs }: Failure): Outcome {
  const last = later(tried.createdAt, GIVEN_UP_AFTER_MS)
  const least = Math.max(leastMs, failingSince === null ? 0 : pauseOfFailing(failingSince, now))
  if (now >= last) {
    // The next one has not been tried as often, and goes to the same receiver.
    const pausedUntil = failingSince === null ? null : later(now, Math.max(pauseAfter(tried.tries), least))
    return { delivery: { ...tried, state: 'given-up', againAt: null, endedAt: now }, pausedUntil, failingSince }
  }
  // What was overtaken once has its place no more.
  const isAside = failingSince === null || tried.state === 'set-aside'
  const again = later(now, Math.max((isAside ? pauseOfAside : pauseAfter)(tried.tries), least))
  const againAt = again < last ? again : last
  return {
    delivery: isAside ? { ...tried, state: 'set-aside', againAt } : tried,
    pausedUntil: failingSince === null ? null : againAt,
    failingSince,
  }
}

/** As long as it has been failing. */
function pauseOfFailing(failingSince: Instant, now: Instant): number {
  const failingMs = Date.parse(now) - Date.parse(failingSince)
  return failingMs < MOMENT_MS ? 0 : Math.min(failingMs, LONGEST_PAUSE_MS)
}

const pauseAfter = (tries: number): number =>
  tries <= FEW_TRIES ? SHORT_PAUSE_MS : Math.min(FIRST_PAUSE_MS * 2 ** (tries - FEW_TRIES - 1), LONGEST_PAUSE_MS)

const pauseOfAside = (tries: number): number => Math.min(FIRST_ASIDE_MS * 2 ** (tries - 1), LONGEST_ASIDE_MS)
