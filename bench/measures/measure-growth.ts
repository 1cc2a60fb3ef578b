// Requests that clients repeat, to a registry with 100,000 versions in a bucket and to one with 1,000. The two take turns, so that whatever
// else the machine does affects both alike. The turns are short, because there are many requests and the target leaves a wide margin.
import type { Job } from '../load/generator.ts'
import type { Load } from '../load/load.ts'
import { requestBytes } from '../load/request-bytes.ts'
import { type RunningServer, startServer } from '../load/server-process.ts'
import { takeTurn, type Turn } from '../load/turn.ts'
import { startWorker, type Worker } from '../load/worker.ts'
import { nodeFlagsOf, type Plan } from '../plan.ts'
import type { SeedGrowth } from '../seed/growth-databases.ts'
import { BUCKET, CHILDREN } from '../seed/seed.ts'
import { CHANNEL } from '../seed/seeded-image.ts'
import { growthQuestions } from './growth-questions.ts'
import type { Interrupted, Interruption } from './interruption.ts'

/** One turn of each per round. */
export interface Growth {
  readonly few: readonly Turn[]
  readonly many: readonly Turn[]
}

export const FEW_VERSIONS = 1000
const CONNECTIONS = 8
const WARM_UP_SECONDS = 0.3
/** A build is nine requests. */
const BUILD_SECONDS = 2

/** How long a channel of another bucket is read while the contents of the deleted bucket are cleared away. */
export const CLEARING_SECONDS = 8
export const READERS = 2

export const growthRoundsOf = ({ rounds }: Plan): number => Math.min(rounds, 4)
export const growthSecondsOf = ({ seconds }: Plan): number => Math.min(seconds, 0.7)

export interface Grown {
  /** By the name of the request. Builds come last, because they alone leave something behind. */
  readonly growth: ReadonlyMap<string, Growth>
  /** The bucket of many versions is deleted, and in the seconds after the response the registry clears away its contents. */
  readonly deletion: Interrupted
}

export async function measureGrowth(plan: Plan, load: Load, seed: SeedGrowth): Promise<Grown> {
  const nodeFlags = nodeFlagsOf(plan)
  const few = await startServer({ ...(await seed('few', FEW_VERSIONS)), nodeFlags })
  const many = await startServer({ ...(await seed('many', plan.versions)), nodeFlags })
  try {
    const ofFew = await jobsOn(few, plan, FEW_VERSIONS)
    const ofMany = await jobsOn(many, plan, plan.versions)
    const growth = new Map<string, Growth>()
    for (const [question, job] of ofFew)
      growth.set(question, await takeTurns(plan, load, [few, job], [many, ofMany.get(question) ?? job]))
    return { growth, deletion: await deleteBucket(many) }
  } finally {
    await few.stop()
    await many.stop()
  }
}

async function deleteBucket({ target, base, token }: RunningServer): Promise<Interrupted> {
  const client: Worker<Interruption, Interrupted> = startWorker('../measures/interruption.ts')
  try {
    return await client.run({
      target,
      reading: requestBytes({ method: 'GET', path: `${base}/buckets/${CHILDREN}/channels/${CHANNEL}`, token }),
      connections: READERS,
      request: requestBytes({ method: 'DELETE', path: `${base}/buckets/${BUCKET}`, token }),
      warmUpSeconds: WARM_UP_SECONDS,
      seconds: 1,
      settleSeconds: CLEARING_SECONDS,
    })
  } finally {
    client.stop()
  }
}

type Contender = readonly [server: RunningServer, job: Job]

async function takeTurns(plan: Plan, load: Load, few: Contender, many: Contender): Promise<Growth> {
  const turns = { few: [] as Turn[], many: [] as Turn[] }
  const take = ([{ pid }, job]: Contender) => takeTurn(load, job, pid)
  for (let round = 0; round < growthRoundsOf(plan); round += 1) {
    turns.few.push(await take(few))
    turns.many.push(await take(many))
  }
  return turns
}

async function jobsOn(server: RunningServer, plan: Plan, versions: number): Promise<ReadonlyMap<string, Job>> {
  const { target, base, token } = server
  const spell = { target, connections: CONNECTIONS, warmUpSeconds: WARM_UP_SECONDS, seconds: growthSecondsOf(plan) }
  const reads = [...(await growthQuestions(server, versions))].map(([question, request]): [string, Job] => [
    question,
    { kind: 'repeat', request, ...spell },
  ])
  const builds: Job = {
    kind: 'builds',
    registry: { base, token },
    buckets: [BUCKET],
    ...spell,
    seconds: Math.min(plan.seconds, BUILD_SECONDS),
  }
  return new Map([...reads, ['a build', builds]])
}
