// What a line in the log costs a read: the same channel, read from a server that logs and from one that does not, in turns.
import { join } from 'node:path'
import type { Load } from '../load/load.ts'
import { startServer } from '../load/server-process.ts'
import type { Turn } from '../load/turn.ts'
import { nodeFlagsOf, type Plan } from '../plan.ts'
import { channelRequest, FEW_VERSIONS, readRepeatedly, seededDatabase } from './measure-reads.ts'

export interface Logging {
  /** One of each per round, in the order in which they were taken. */
  readonly logged: readonly Turn[]
  readonly silent: readonly Turn[]
}

export async function measureLogging(plan: Plan, load: Load, directory: string): Promise<Logging> {
  const nodeFlags = nodeFlagsOf(plan)
  const logging = await startServer({ ...(await seededDatabase(join(directory, 'logged'), FEW_VERSIONS)), nodeFlags })
  const silence = {
    ...(await seededDatabase(join(directory, 'silent'), FEW_VERSIONS)),
    nodeFlags,
    silent: true,
  } as const
  const silent = await startServer(silence)
  try {
    const turns = { logged: [] as Turn[], silent: [] as Turn[] }
    for (let round = 0; round < plan.rounds; round += 1) {
      turns.logged.push(await readRepeatedly(plan, load, logging, channelRequest(logging)))
      turns.silent.push(await readRepeatedly(plan, load, silent, channelRequest(silent)))
    }
    return turns
  } finally {
    await logging.stop()
    await silent.stop()
  }
}
