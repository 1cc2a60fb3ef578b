// A time in words, in the reader's language, with the exact time on hover and for programs.
import { useSyncExternalStore } from 'react'
import { words } from '../words/words.ts'

const MINUTE = 60_000
const units = [
  ['year', 365.25 * 24 * 60 * MINUTE],
  ['month', 30.44 * 24 * 60 * MINUTE],
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' })
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })

/** `3 days ago`, `in 2 hours`, `now`. */
export function timeInWords(at: string, now: number): string {
  const ms = Date.parse(at) - now
  const [unit, size] = units.find(([, length]) => Math.abs(ms) >= length) ?? ['second', Infinity]
  return relative.format(Math.round(ms / size), unit)
}

export const exactTime = (at: string): string => exact.format(new Date(at))

// All times on a page are relative to the same instant, so that equal times read the same.
const clock = { now: Date.now(), timer: 0 }
const listeners = new Set<() => void>()
const FRESH_MS = 1000

function tick(): void {
  clock.now = Date.now()
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) clock.timer = window.setInterval(tick, MINUTE)
  if (Math.abs(Date.now() - clock.now) > FRESH_MS) tick()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(clock.timer)
  }
}

/** Null, for what has not happened, is shown as such. */
export function TimeAgo({ at }: { readonly at: string | null }) {
  const now = useSyncExternalStore(listen, () => clock.now)
  if (at === null) return <span className="quiet">{words.none}</span>
  return (
    <time dateTime={at} title={exactTime(at)} className="nowrap">
      {timeInWords(at, now)}
    </time>
  )
}
