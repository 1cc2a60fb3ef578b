import { counted } from '../../counted.ts'

const UNITS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** The distance of an instant from `now` (milliseconds): `3 days ago`, `in 2 hours`. */
export function fromNow(instant: string, now: number): string {
  const seconds = (Date.parse(instant) - now) / 1000
  const [unit, length] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? [null, 1]
  if (unit === null) return seconds > 0 ? 'in a moment' : 'just now'
  const count = Math.trunc(Math.abs(seconds) / length)
  // Intl.RelativeTimeFormat would do this, but loading its data takes longer than most commands.
  const distance = counted(count, unit)
  return seconds > 0 ? `in ${distance}` : `${distance} ago`
}
