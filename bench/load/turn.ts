import type { Job, Outcome } from './generator.ts'
import type { Load } from './load.ts'
import { cpuSeconds } from './process-figures.ts'

/** One job against one process, and its cost to that process, which should be the limit rather than the generator. */
export interface Turn extends Outcome {
  /** The server's share of one core, over the whole of the job; null where the system does not report it. */
  readonly serverLoad: number | null
  /** Processor time for each request or build. Other work of the machine distorts it less than it distorts rates. */
  readonly serverMicroseconds: number | null
}

export async function takeTurn(load: Load, job: Job, pid: number): Promise<Turn> {
  const began = performance.now()
  const before = await cpuSeconds(pid)
  const outcome = await load.run(job)
  const after = await cpuSeconds(pid)
  if (before === null || after === null) return { ...outcome, serverLoad: null, serverMicroseconds: null }
  const used = after - before
  const seconds = (performance.now() - began) / 1000
  return { ...outcome, serverLoad: used / seconds, serverMicroseconds: (used / outcome.total) * 1e6 }
}
