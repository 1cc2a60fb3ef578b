import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'

export interface PaceParts {
  /** The share of its time, from 0 to 1, from which on the event loop counts as busy. */
  readonly busyFrom: number
  /** While the loop is busy, the time to reserve for one piece. It is divided by the share of its time that the loop has left. */
  readonly pieceMs: number
  /** The least share that is assumed to be left, so that work goes on however busy the loop is. */
  readonly leastLeft: number
  /** The longest that a caller waits, however many pieces were requested before. */
  readonly mostMs: number
}

const SAMPLE_MS = 100

/**
 * Paces work that may wait while requests are answered. The function that it returns resolves when that many pieces may be
 * done: at once while the event loop is less busy than `busyFrom`; otherwise after all pieces that were requested before. So
 * the callers that share it do fewer pieces a second, the busier the loop is.
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
