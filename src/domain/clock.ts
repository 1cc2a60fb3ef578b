/**
 * A moment in UTC as RFC 3339 text with exactly three fraction digits, `2026-01-02T03:04:05.678Z`. Fixed width, so that
 * text order is time order; milliseconds, because that is what every client renders and compares.
 */
export type Instant = string

export interface Clock {
  readonly now: () => Instant
}

export const systemClock: Clock = { now: () => new Date().toISOString() }

/** By how much clocks of servers may differ. */
export const CLOCKS_MS = 60_000

/** The moment `milliseconds` after (or, negative, before) another one. */
export const later = (instant: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

/** Whether a day (`2026-01-31`) and a time of day (`12:00:00`) exist: `Date.parse` takes the 30th of February for the 2nd of March, and 24:00 for the next day. */
export function isOnCalendar(date: string, time: string): boolean {
  const local = Date.parse(`${date}T${time}Z`)
  return !Number.isNaN(local) && new Date(local).toISOString().startsWith(`${date}T${time}`)
}

/**
 * `now`, but never before or at any of `earlier`: another server may have written that with a clock that is ahead of ours,
 * and what came later must sort later.
 */
export const nowAfter = (now: Instant, ...earlier: readonly Instant[]): Instant =>
  earlier.reduce((soonest, each) => (soonest > each ? soonest : later(each, 1)), now)

/** Since when something has been going on that goes on at `now`: since then where that is known and is not to come, as by a clock that was set back. */
export const sinceBy = (now: Instant, since: Instant | null): Instant => (since === null || since > now ? now : since)

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/
const LONGEST_TEXT = 100
const PART = /(\d+(?:\.\d+)?)(ms|[smhd])/g
/** A thousand years: further than any date that can be written. */
const LONGEST_MS = 1000 * 365 * UNITS.d

/** Completes the sentence "must be …". */
export const DURATION_FORM = 'a duration such as "30d", "2h45m" or "0s", in units of d, h, m, s and ms'

/** Milliseconds of a duration as Go writes it, with days besides; undefined when the text is none. */
export function parseDuration(text: string): number | undefined {
  if (text.length > LONGEST_TEXT || !DURATION.test(text)) return undefined
  const parts = text.matchAll(PART).map(([, amount, unit]) => Number(amount) * UNITS[unit as keyof typeof UNITS])
  const milliseconds = parts.reduce((sum, part) => sum + part, 0)
  return milliseconds > LONGEST_MS ? undefined : Math.round(milliseconds)
}
