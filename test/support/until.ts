import { setImmediate as nextTurn } from 'node:timers/promises'

/** Resolves once it is so. Others have their turn meanwhile, also where all that is asked is a database in this process. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await nextTurn()
}
