import { randomFillSync } from 'node:crypto'
import { monotonicFactory } from 'ulid'

const pool = new Uint8Array(1024)
let taken = pool.length

/** Draws random bytes 1024 at a time: a call for each of the sixteen characters would take thirty times as long as everything else. */
function fraction(): number {
  if (taken === pool.length) {
    randomFillSync(pool)
    taken = 0
  }
  return (pool[taken++] ?? 0) / 256
}

const next = monotonicFactory(fraction)

/** A ULID, greater than all that this process has made before. */
export const newId = (): string => next()
