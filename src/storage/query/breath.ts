// With a database in this very process no query ever waits, and work of many queries would leave nobody else a turn.
import { nextTurn } from '../../machine/next-turn.ts'

const BREATH_MS = 5

/** When others last had their turn, because of any of the work that breathes here. */
let lastTurn = Number.NEGATIVE_INFINITY

/** For one piece of work, from now on: lets others have their turn when it has gone on for long enough. */
export function breathing(): () => Promise<void> {
  const began = performance.now()
  return async () => {
    if (performance.now() - Math.max(began, lastTurn) <= BREATH_MS) return
    await nextTurn()
    lastTurn = performance.now()
  }
}
