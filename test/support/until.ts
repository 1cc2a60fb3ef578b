import { setImmediate as nextTurn } from 'node:timers/promises'

/** What takes longer than so, however busy the machine, does not come: a run that waits for ever tells nobody why. */
const PATIENCE_MS = 180_000

/** Resolves once it is so. Others have their turn meanwhile, also where all that is asked is a database in this process. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not so within ${PATIENCE_MS / 1000} s: ${isSo.toString()}`)
    await nextTurn()
  }
}
