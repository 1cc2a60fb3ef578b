/**
 * A moment in UTC as RFC 3339 text with exactly three fraction digits, `2026-01-02T03:04:05.678Z`. Fixed width, so that
 * text order is time order; milliseconds, because that is what every client renders and compares.
 */
export type Instant = string

export interface Clock {
  readonly now: () => Instant
}

export const systemClock: Clock = { now: () => new Date().toISOString() }

/** How far the clocks of two servers may differ. */
export const CLOCKS_MS = 60_000

/** The moment `milliseconds` after (or, negative, before) another one. */
export const later = (instant: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

/**
 * Whether a day (`2026-01-31`) and a time of day (`12:00:00`) exist. `Date.parse` takes the 30th of February for the 2nd of
 * March, and 24:00 for the next day.
 */
export function isOnCalendar(date: string, time: string): boolean {
  const local = Date.parse(`${date}T${time}Z`)
  return !Number.isNaN(local) && new Date(local).toISOString().startsWith(`${date}T${time}`)
}

/**
 * `now`, or a millisecond after the latest of `earlier` if that is not before `now`: another server whose clock is ahead may
 * have written it, and what happens later must sort later.
 */
export const nowAfter = (now: Instant, ...earlier: readonly Instant[]): Instant =>
  earlier.reduce((soonest, each) => (soonest > each ? soonest : later(each, 1)), now)

/** When something that still goes on began: `since`, or `now` if `since` is null or ahead of it, as after a clock was set back. */
export const sinceBy = (now: Instant, since: Instant | null): Instant => (since === null || since > now ? now : since)

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/
const LONGEST_TEXT = 100
const PART = /(\d+(?:\.\d+)?)(ms|[smhd])/g
/** A thousand years, the longest duration that is accepted: longer than anybody needs, and short enough for dates. */
const LONGEST_MS = 1000 * 365 * UNITS.d

/** Completes the sentence "must be …". */
export const DURATION_FORM = 'a duration such as "30d", "2h45m" or "0s", in units of d, h, m, s and ms'

/** The milliseconds of a duration in Go's syntax, extended by days; undefined when the text is none or it is too long. */
export function parseDuration(text: string): number | undefined {
  if (text.length > LONGEST_TEXT || !DURATION.test(text)) return undefined
  const parts = text.matchAll(PART).map(([, amount, unit]) => Number(amount) * UNITS[unit as keyof typeof UNITS])
  const milliseconds = parts.reduce((sum, part) => sum + part, 0)
  return milliseconds > LONGEST_MS ? undefined : Math.round(milliseconds)
}
