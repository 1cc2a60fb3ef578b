import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'

/** What takes longer than this, even on a busy machine, will not happen. A test that waited for ever would report no cause. */
const PATIENCE_MS = 180_000
/** A condition that holds after a few turns of the event loop is not delayed by a pause. */
const TURNS = 5
/** Pauses between checks, so that constant checking does not slow down what others must do first. */
const LONGEST_PAUSE_MS = 16

/** Resolves once the condition holds. Others run between the checks, even if the condition only queries a database in this process. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  for (let asked = 1; !(await isSo()); asked += 1) {
    if (performance.now() > end) throw new Error(`not so within ${PATIENCE_MS / 1000} s: ${isSo.toString()}`)
    if (asked <= TURNS) await nextTurn()
    else await pause(Math.min(2 ** (asked - TURNS - 1), LONGEST_PAUSE_MS))
  }
}
