// Work that is too long for one turn of the event loop is done in pieces. A turn has one piece at most, whoever's it is, so
// that small work waits for one piece at most.
import { setImmediate } from 'node:timers/promises'

let last: Promise<unknown> = Promise.resolve()

/** Resolves when the caller may do its next piece, a few milliseconds of work. */
export function nextTurn(): Promise<unknown> {
  last = last.then(() => setImmediate())
  return last
}
