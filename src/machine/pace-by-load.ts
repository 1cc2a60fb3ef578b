import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { loadWithin } from './rest-after.ts'

export interface PaceParts {
  /** The share of its time, from 0 to 1, from which on the event loop counts as busy. */
  readonly busyFrom: number
  /** While the loop is busy, the time to reserve for one piece. It is divided by the share of its time that the loop has left. */
  readonly pieceMs: number
  /** The least share that is assumed to be left, so that work goes on however busy the loop is. */
  readonly leastLeft: number
  /** The longest that a caller waits for its turn, however many pieces were requested before. */
  readonly mostMs: number
}

const SAMPLE_MS = 100
/** A longer sample says little about the load of the moment. */
const LONGEST_SAMPLE_MS = 500
/** How long this work pauses to see what else keeps the loop busy. */
const LOOK_MS = 25
/** Pieces that were begun before a look may still run during the first ones. */
const MOST_LOOKS = 3

/**
 * Paces work that may wait while requests are answered. The function that it returns resolves when that many pieces may be
 * done: while everything else keeps the event loop less busy than `busyFrom`, at once, or after a look at the load; otherwise
 * after all pieces that were requested before, or soon after the loop has become less busy. So the callers that share it do
 * fewer pieces a second, the busier the loop is with other work.
 */
export function paceByLoad({ busyFrom, pieceMs, leastLeft, mostMs }: PaceParts): (pieces: number) => Promise<void> {
  let sampledAt = -Infinity
  let sample = performance.eventLoopUtilization()
  let busy = 0
  let freeAt = 0
  /** Whether any piece was begun since the sample, so that it may be what keeps the loop busy. */
  let mayBeOwn = false
  let looking: Promise<void> | undefined

  /** Nobody begins a piece during it. */
  async function look(): Promise<void> {
    let looks = 0
    do {
      busy = await loadWithin(LOOK_MS)
      looks += 1
    } while (busy >= busyFrom && looks < MOST_LOOKS)
    beginSample()
    looking = undefined
  }

  function beginSample(): void {
    sample = performance.eventLoopUtilization()
    sampledAt = performance.now()
    mayBeOwn = false
  }

  async function refresh(): Promise<void> {
    const age = performance.now() - sampledAt
    if (looking === undefined && age >= SAMPLE_MS) {
      busy = performance.eventLoopUtilization(sample).utilization
      if (age > LONGEST_SAMPLE_MS || (busy >= busyFrom && mayBeOwn)) looking = look()
      else beginSample()
    }
    await looking
    if (busy < busyFrom) freeAt = 0
  }

  return async (pieces) => {
    await refresh()
    if (busy >= busyFrom) {
      const now = performance.now()
      freeAt = Math.min(Math.max(now, freeAt) + (pieces * pieceMs) / Math.max(1 - busy, leastLeft), now + mostMs)
      const turnAt = freeAt
      for (let left = turnAt - now; left > 0 && busy >= busyFrom; left = turnAt - performance.now()) {
        await delay(Math.min(left, SAMPLE_MS), undefined, { ref: false })
        await refresh()
      }
    }
    mayBeOwn = true
  }
}
