// The load generator: it repeats a request or a build, and reports how busy it was, so that a figure which the generator limited can be
// told from one which the server limited.
import { type Registry, runBuild } from './build-sequence.ts'
import { type Connection, openConnection, type Target } from './connection.ts'
import { EACH } from './request-bytes.ts'
import { answerJobs } from './worker.ts'

export type Job = Spell & (RepeatJob | BuildJob)

interface RepeatJob {
  readonly kind: 'repeat'
  /** May contain `EACH`. */
  readonly request: string
}

interface BuildJob {
  readonly kind: 'builds'
  readonly registry: Registry
  /** The buckets of the builds, taken in turns. */
  readonly buckets: readonly string[]
}

interface Spell {
  readonly target: Target
  readonly connections: number
  readonly warmUpSeconds: number
  readonly seconds: number
}

export interface Outcome {
  /** Those that finished in the measured time. */
  readonly perSecond: number
  /** All of them, including those before and after the measured time. */
  readonly total: number
  /** The generator's share of one core. */
  readonly generatorLoad: number
  readonly medianMilliseconds: number
  readonly p99Milliseconds: number
}

async function run(job: Job): Promise<Outcome> {
  const connections = await Promise.all(Array.from({ length: job.connections }, () => openConnection(job.target)))
  try {
    return await measure(job, connections)
  } finally {
    for (const connection of connections) connection.close()
  }
}

async function measure(job: Job, connections: readonly Connection[]): Promise<Outcome> {
  const { warmUpSeconds, seconds } = job
  const from = performance.now() + warmUpSeconds * 1000
  const until = from + seconds * 1000
  const durations: number[] = []
  let total = 0
  let cpu = process.cpuUsage()
  setTimeout(() => (cpu = process.cpuUsage()), warmUpSeconds * 1000)

  await Promise.all(
    connections.map(async (connection, index) => {
      const step = stepOf(job, connection, index)
      for (let now = performance.now(); now < until;) {
        const began = now
        await step()
        now = performance.now()
        total += 1
        if (now >= from && now < until) durations.push(now - began)
      }
    }),
  )
  const { user, system } = process.cpuUsage(cpu)
  durations.sort((one, other) => one - other)
  const at = (part: number) => durations[Math.floor(durations.length * part)] ?? 0
  return {
    perSecond: durations.length / seconds,
    total,
    generatorLoad: (user + system) / 1e6 / ((performance.now() - from) / 1000),
    medianMilliseconds: at(0.5),
    p99Milliseconds: at(0.99),
  }
}

function stepOf(job: Job, connection: Connection, index: number): () => Promise<void> {
  if (job.kind === 'repeat') {
    const bytes = Buffer.from(job.request)
    const place = bytes.indexOf(EACH)
    return async () => {
      if (place !== -1) bytes.write(nextNumber(), place)
      const { status } = await connection.exchange(bytes)
      if (status !== 200) throw new Error(`the server answered ${status}`)
    }
  }
  let turn = index
  return () => runBuild(connection, job.registry, job.buckets[turn++ % job.buckets.length] ?? '')
}

let numbers = 0
/** As long as the placeholder, and not repeated for longer than anything is cached. */
const nextNumber = (): string => String((numbers += 1) % 10 ** EACH.length).padStart(EACH.length, '0')

answerJobs(run)
