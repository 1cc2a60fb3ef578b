import type { Instant } from '../domain/clock.ts'

/** Milliseconds from `now` until something is due, `most` at the most; `most` when nothing is due. */
export const pauseUntil = (due: Instant | undefined, now: Instant, most: number): number =>
  due === undefined ? most : Math.min(most, Math.max(0, Date.parse(due) - Date.parse(now)))
