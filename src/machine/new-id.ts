import { randomFillSync } from 'node:crypto'
import { monotonicFactory } from 'ulid'

const pool = new Uint8Array(1024)
let taken = pool.length

/** Drawn by the page: a call for each of the sixteen signs would take thirty times as long as all the rest. */
function fraction(): number {
  if (taken === pool.length) {
    randomFillSync(pool)
    taken = 0
  }
  return (pool[taken++] ?? 0) / 256
}

const next = monotonicFactory(fraction)

/** A ULID, greater than those that this process was given before. */
export const newId = (): string => next()
