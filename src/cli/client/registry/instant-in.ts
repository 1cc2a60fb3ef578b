import { isOnCalendar } from '../../../domain/clock.ts'
import { usage } from '../client-failure.ts'

/** RFC 3339, or its date alone. Seconds may be omitted, as in ISO 8601. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/**
 * The moment that an option names, in UTC, as servers take it; for a date alone, its beginning. Throws `ClientFailure` for any other text:
 * `Date.parse` alone would take "12" for the first of December 2001.
 */
export function instantIn(option: string, text: string): string {
  const written = MOMENT.exec(text.toUpperCase())
  const [whole = '', date = '', minutes = '00:00', seconds = '00'] = written ?? []
  if (written === null)
    throw usage(
      `${option} ${JSON.stringify(text)} is not a time: write it as 2027-01-31T12:00:00Z, 2027-01-31T12:00:00+01:00, or 2027-01-31 for the start of that day in UTC`,
    )
  const moment = Date.parse(whole)
  if (Number.isNaN(moment) || !isOnCalendar(date, `${minutes}:${seconds}`))
    throw usage(`${option} ${JSON.stringify(text)} is a time that does not exist: check the day and the time`)
  return new Date(moment).toISOString()
}
