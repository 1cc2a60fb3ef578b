import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'

export interface PaceParts {
  /** From which part of its time on, from 0 to 1, the event loop is busy. */
  readonly busyFrom: number
  /** How long a piece of work takes its turn for then, divided by the part of its time that the loop has left. */
  readonly pieceMs: number
  /** The part that is taken as left though there is less: work goes on, however busy the loop is. */
  readonly leastLeft: number
  /** Nobody waits longer than so, however many have asked before. */
  readonly mostMs: number
}

const SAMPLE_MS = 100

/**
 * A pace for work that may wait while requests are answered. What it answers resolves when so many pieces may be done: at once while the event
 * loop is less busy than `busyFrom`; else after all that were asked for before, so that all who share it do fewer pieces a second the busier the
 * loop is.
 */
export function paceByLoad(parts: PaceParts): (pieces: number) => Promise<void> {
  const { busyFrom, pieceMs, leastLeft, mostMs } = parts
  let sampledAt = performance.now()
  let sample = performance.eventLoopUtilization()
  let isKnown = false
  let busy = 0
  let freeAt = 0
  return async (pieces) => {
    const now = performance.now()
    if (now - sampledAt >= SAMPLE_MS) {
      const next = performance.eventLoopUtilization()
      busy = performance.eventLoopUtilization(next, sample).utilization
      sample = next
      sampledAt = now
      isKnown = true
    }
    if (!isKnown || busy < busyFrom) return
    const takes = (pieces * pieceMs) / Math.max(1 - busy, leastLeft)
    freeAt = Math.min(Math.max(now, freeAt) + takes, now + mostMs)
    await delay(freeAt - now, undefined, { ref: false })
  }
}
