// Honest clients that read a bucket, beside strangers that do one of the things that once cost a server dearly. Each assault has a server
// of its own, so that memory and event loop show the effect of that assault alone.
import type { Assault } from '../load/assault.ts'
import { assaultsOn } from '../load/assaults.ts'
import type { Load } from '../load/load.ts'
import { takeLongestStand } from '../load/loop-watch.ts'
import { peakMegabytes } from '../load/process-figures.ts'
import { requestBytes } from '../load/request-bytes.ts'
import { type RunningServer, startServer } from '../load/server-process.ts'
import type { Answers, Raid } from '../load/stranger.ts'
import { takeTurn, type Turn } from '../load/turn.ts'
import { startWorker, type Worker } from '../load/worker.ts'
import { nodeFlagsOf, type Plan, WARM_UP_SECONDS } from '../plan.ts'
import { BUCKET } from '../seed/seed.ts'
import { estateOf, type SeededEstate, seedStrangersEstate } from '../seed/strangers-estate.ts'

export interface Raided {
  readonly assault: string
  /** Honest reads before the strangers came, and beside them. */
  readonly quiet: Turn
  readonly beside: Turn
  /** The responses to the strangers, by status. */
  readonly answers: Answers
  readonly peakMegabytes: number | null
  /** The longest time that the event loop was blocked, in milliseconds; null where it is not known. */
  readonly longestStand: number | null
  /** Whether the process that was started was still running at the end. */
  readonly isSameProcess: boolean
}

export const HONEST_CONNECTIONS = 64
export const STRANGERS = 8
export const quietSecondsOf = ({ seconds }: Plan): number => Math.min(seconds, 3)
export const raidSecondsOf = ({ seconds }: Plan): number => Math.min(seconds * 2.5, 10)

export async function measureStrangers(plan: Plan, load: Load, directory: string): Promise<readonly Raided[]> {
  const seeded = await seedStrangersEstate(directory)
  const strangers: Worker<Raid, Answers> = startWorker('stranger.ts')
  try {
    const raided: Raided[] = []
    for (const assault of await namesOf(seeded)) raided.push(await raid(plan, load, strangers, seeded, assault))
    return raided
  } finally {
    strangers.stop()
  }
}

async function namesOf(seeded: SeededEstate): Promise<readonly string[]> {
  const server = await startServer(seeded.settings)
  try {
    return [...assaultsOn(await estateOf(server, seeded)).keys()]
  } finally {
    await server.stop()
  }
}

async function raid(
  plan: Plan,
  load: Load,
  strangers: Worker<Raid, Answers>,
  seeded: SeededEstate,
  name: string,
): Promise<Raided> {
  const server = await startServer({ ...seeded.settings, nodeFlags: nodeFlagsOf(plan) })
  const { pid, target } = server
  const assault = assaultsOn(await estateOf(server, seeded)).get(name) as Assault
  const seconds = raidSecondsOf(plan)
  try {
    const quiet = await takeTurn(load, readings(server, quietSecondsOf(plan)), pid)
    const raiding = strangers.run({ target, assault, strangers: STRANGERS, seconds: seconds + WARM_UP_SECONDS })
    const beside = await takeTurn(load, readings(server, seconds), pid)
    const answers = await raiding
    const peak = await peakMegabytes(pid)
    const isSameProcess = server.isRunning()
    await server.stop()
    return {
      assault: name,
      quiet,
      beside,
      answers,
      peakMegabytes: peak,
      isSameProcess,
      longestStand: takeLongestStand(),
    }
  } finally {
    await server.stop()
  }
}

const readings = ({ target, base, token }: RunningServer, seconds: number) =>
  ({
    kind: 'repeat',
    request: requestBytes({ method: 'GET', path: `${base}/buckets/${BUCKET}`, token }),
    target,
    connections: HONEST_CONNECTIONS,
    warmUpSeconds: WARM_UP_SECONDS,
    seconds,
  }) as const
