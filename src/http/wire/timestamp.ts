import { type Instant, isOnCalendar } from '../../domain/clock.ts'
import { invalidArgument } from '../../domain/errors.ts'

const RFC3339 = /^((\d{4})-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/

/**
 * Reads a time that a client sends, at the registry's precision. Clients of hcp-sdk-go cannot omit a time: they send Go's zero
 * time, in year 1, which counts as absent.
 */
export function readTimestamp(value: unknown, field: string): Instant | undefined {
  const text = typeof value === 'string' ? RFC3339.exec(value) : null
  const milliseconds = text ? Date.parse(text[0]) : Number.NaN
  if (!text || Number.isNaN(milliseconds))
    throw invalidArgument(field, 'must be a time such as "2026-01-02T03:04:05Z" (RFC 3339)')
  const [, date = '', year, time = ''] = text
  if (!isOnCalendar(date, time)) throw invalidArgument(field, `is a time that does not exist: ${date} ${time}`)
  if (year === '0001') return undefined
  const instant = new Date(milliseconds).toISOString()
  if (instant.length !== '2026-01-02T03:04:05.678Z'.length)
    throw invalidArgument(field, 'must be a time between the years 0 and 9999')
  return instant
}
