import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { nextTurn } from './next-turn.ts'

/** How long this work pauses to measure the event loop: whatever the loop does meanwhile, it does for others. */
const LOOK_MS = 5
/**
 * The share of that time, from 0 to 1, from which on others count as keeping the loop busy. While they wait for a database,
 * they use no more.
 */
const BUSY_FROM = 0.3
const TIMES = 10
const MOST_MS = 500

/**
 * The share of its time, from 0 to 1, for which the event loop is busy with whatever else there is, while the caller does nothing for this
 * long.
 */
export async function loadWithin(milliseconds: number): Promise<number> {
  const before = performance.eventLoopUtilization()
  await delay(milliseconds)
  return performance.eventLoopUtilization(before).utilization
}

/**
 * For long work that may wait while requests are answered, done in pieces of some milliseconds. Resolves when the next piece
 * may be done, after one that took `pieceMs`: after a turn of the event loop and a moment; and where others keep the loop busy
 * in that moment, after ten times as long as the piece took, half a second at most. Requests that another process answers are
 * not seen here.
 */
export async function restAfter(pieceMs: number): Promise<void> {
  await nextTurn()
  const began = performance.now()
  if ((await loadWithin(LOOK_MS)) < BUSY_FROM) return
  const left = Math.min(TIMES * pieceMs, MOST_MS) - (performance.now() - began)
  if (left > 0) await delay(left)
}

/**
 * `restAfter` for work of many pieces: awaited between two pieces, it measures how long the one before took. Call it when the
 * first piece begins.
 */
export function restBetween(): () => Promise<void> {
  let began = performance.now()
  return async () => {
    await restAfter(performance.now() - began)
    began = performance.now()
  }
}
