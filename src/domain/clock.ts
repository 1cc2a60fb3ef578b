/**
 * A moment in UTC as RFC 3339 text with exactly three fraction digits, `2026-01-02T03:04:05.678Z`. Fixed width, so that
 * text order is time order; milliseconds, because that is what every client renders and compares.
 */
export type Instant = string

export interface Clock {
  readonly now: () => Instant
}

export const systemClock: Clock = { now: () => new Date().toISOString() }

/** The moment `milliseconds` after (or, negative, before) another one. */
export const later = (instant: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

/**
 * `now`, but never before or at any of `earlier`: another server may have written that with a clock that is ahead of ours,
 * and what came later must sort later.
 */
export const nowAfter = (now: Instant, ...earlier: readonly Instant[]): Instant =>
  earlier.reduce((soonest, each) => (soonest > each ? soonest : later(each, 1)), now)
