// Work that is too long for one turn of the event loop is done in pieces, and pieces take turns: never two in one turn,
// whoever's they are, so that what is small waits for one of them at most.
import { setImmediate } from 'node:timers/promises'

let last: Promise<unknown> = Promise.resolve()

/** Ends when the caller may do its next piece, a few milliseconds of work. */
export function nextTurn(): Promise<unknown> {
  last = last.then(() => setImmediate())
  return last
}
