import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { nextTurn } from './next-turn.ts'

/** While nothing is done here: what the event loop does then it does for others. */
const LOOK_MS = 5
/** From which part of that time on, from 0 to 1, others keep it busy; where they wait for a database they use no more. */
const BUSY_FROM = 0.3
const TIMES = 10
const MOST_MS = 500

/**
 * For long work that may wait while people are answered, done in pieces of some milliseconds: resolves when the next one may be done, after
 * one that took so long. That is after a turn of the event loop and a moment; and where others keep the loop busy in that moment, after
 * ten times as long as the piece took, half a second at most. Who is answered by another process is not seen here.
 */
export async function restAfter(pieceMs: number): Promise<void> {
  await nextTurn()
  const began = performance.now()
  const before = performance.eventLoopUtilization()
  await delay(LOOK_MS)
  if (performance.eventLoopUtilization(before).utilization < BUSY_FROM) return
  const left = Math.min(TIMES * pieceMs, MOST_MS) - (performance.now() - began)
  if (left > 0) await delay(left)
}

/** `restAfter` for what is done in many pieces: awaited between two, it knows how long the one before took. Made when the first begins. */
export function restBetween(): () => Promise<void> {
  let began = performance.now()
  return async () => {
    await restAfter(performance.now() - began)
    began = performance.now()
  }
}
