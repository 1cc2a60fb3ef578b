// Counts consecutive failures by the account that they are about, from whatever address: otherwise what can be
// guessed would be found from many addresses at once, and in months at any steady pace. In memory, and bounded.
//
//   `limit` are wrong → the next waits a minute; after as many more two, then four, up to an hour
//   one is right, or none was wrong for a day → all is forgotten
import type { Clock } from '../domain/clock.ts'
import { remembered } from './remembered.ts'

export interface FailuresInARow {
  /**
   * Counts an attempt before it is checked, so that many at once are not more than one after the other. Returns 0, or
   * the milliseconds that the attempt has to wait; then it is not counted.
   */
  count(whose: string): number
  /** Forgets all failures, because the attempt that was counted last was right. */
  forgive(whose: string): void
}

const SHORTEST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 60 * 60_000
// An attacker who waits for that has fewer guesses than one who goes on.
const FORGOTTEN_AFTER_MS = 24 * LONGEST_WAIT_MS
const REMEMBERED = 10_000

interface Tally {
  readonly failures: number
  readonly latest: number
}

export function failuresInARow({ clock, limit }: { readonly clock: Clock; readonly limit: number }): FailuresInARow {
  const tallies = remembered<Tally>(REMEMBERED)

  function waitOf({ failures, latest }: Tally, now: number): number {
    if (failures % limit !== 0) return 0
    const wait = Math.min(SHORTEST_WAIT_MS * 2 ** (failures / limit - 1), LONGEST_WAIT_MS)
    return Math.max(0, latest + wait - now)
  }

  return {
    count(whose) {
      const now = Date.parse(clock.now())
      const tally = tallies.get(whose)
      // A tally from the future (the clock was set back) counts as over, or else it would lock for long.
      const isOver = tally === undefined || now < tally.latest || now >= tally.latest + FORGOTTEN_AFTER_MS
      const wait = isOver ? 0 : waitOf(tally, now)
      if (wait === 0) tallies.set(whose, { failures: isOver ? 1 : tally.failures + 1, latest: now })
      return wait
    },
    forgive(whose) {
      tallies.delete(whose)
    },
  }
}
