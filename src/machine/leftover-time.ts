import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'

export interface LeftoverTimeParts {
  /** Which part of its time the event loop has been busy for when there is little left, from 0 to 1. */
  readonly busyFrom: number
  /** How long each piece of work takes its turn for then, whatever it takes itself. */
  readonly pieceMs: number
}

const SAMPLE_MS = 100

/**
 * For work that may wait while people are answered. Resolves when so many pieces may be done: at once while the event loop has time left, and
 * else after all those that were asked for before, so that all who share this do so many pieces a second together.
 */
export function leftoverTime({ busyFrom, pieceMs }: LeftoverTimeParts): (pieces: number) => Promise<void> {
  let sampledAt = performance.now()
  let sample = performance.eventLoopUtilization()
  let isBusy = false
  let freeAt = 0
  return async (pieces) => {
    const now = performance.now()
    if (now - sampledAt >= SAMPLE_MS) {
      const next = performance.eventLoopUtilization()
      isBusy = performance.eventLoopUtilization(next, sample).utilization >= busyFrom
      sample = next
      sampledAt = now
    }
    if (!isBusy) return
    const from = Math.max(now, freeAt)
    freeAt = from + pieces * pieceMs
    await delay(from - now + pieces * pieceMs, undefined, { ref: false })
  }
}
