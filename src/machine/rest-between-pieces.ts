import { performance } from 'node:perf_hooks'
import { leftoverTime } from './leftover-time.ts'
import { nextTurn } from './next-turn.ts'

/** A tenth of an event loop that has no time left: a piece is followed by a rest of ten times as long. */
const LEFTOVER = { busyFrom: 0.6, pieceMs: 1, leastLeft: 0.1, mostMs: 1000 }

/**
 * For long work that may wait while people are answered, done in pieces of some milliseconds. The function answered is called where such a
 * work begins, and answers what to wait for after each piece: a turn of the event loop, and while that is busy the longer the longer the
 * piece took.
 */
export function restBetweenPieces(): () => () => Promise<void> {
  const giveWay = leftoverTime(LEFTOVER)
  return () => {
    let began = performance.now()
    return async () => {
      const milliseconds = performance.now() - began
      await nextTurn()
      await giveWay(milliseconds)
      began = performance.now()
    }
  }
}
