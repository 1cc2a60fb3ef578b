import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'

/** What takes longer than so, however busy the machine, does not come: a run that waits for ever tells nobody why. */
const PATIENCE_MS = 180_000
/** What is so after a few turns of this process is not kept waiting. */
const TURNS = 5
/** What others have to do first is not held up by being asked for without a break. */
const LONGEST_PAUSE_MS = 16

/** Resolves once it is so. Others have their turn meanwhile, also where all that is asked is a database in this process. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  for (let asked = 1; !(await isSo()); asked += 1) {
    if (performance.now() > end) throw new Error(`not so within ${PATIENCE_MS / 1000} s: ${isSo.toString()}`)
    if (asked <= TURNS) await nextTurn()
    else await pause(Math.min(2 ** (asked - TURNS - 1), LONGEST_PAUSE_MS))
  }
}
