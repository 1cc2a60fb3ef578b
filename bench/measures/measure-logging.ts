// What a line in the log costs a read: the same channel, read from a server that logs and from one that does not, in turns.
import { join } from 'node:path'
import type { Load } from '../load/load.ts'
import { startServer } from '../load/server-process.ts'
import { nodeFlagsOf, type Plan } from '../plan.ts'
import { again, seededSettings, takeTurns, type Turns } from './measure-reads.ts'
import { FEW_VERSIONS } from './reads-figures.ts'

export interface Logging {
  /** One turn of each per round, in the order in which they were taken. */
  readonly logged: Turns
  readonly silent: Turns
}

export async function measureLogging(plan: Plan, load: Load, directory: string): Promise<Logging> {
  const nodeFlags = nodeFlagsOf(plan)
  const settings = async (name: string) => seededSettings(join(directory, name), null, FEW_VERSIONS)
  const logged = await startServer({ ...(await settings('logged')), nodeFlags })
  const silent = await startServer({ ...(await settings('silent')), nodeFlags, silent: true })
  try {
    return await takeTurns(plan, load, { logged: again(logged, null), silent: again(silent, null) })
  } finally {
    await logged.stop()
    await silent.stop()
  }
}
