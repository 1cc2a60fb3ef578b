import type { Job, Outcome } from './generator.ts'
import type { Load } from './load.ts'
import { cpuSeconds } from './process-figures.ts'

/** One job against one process, and what it cost that process: it, and not the generator, should be what limits. */
export interface Turn extends Outcome {
  /** Of one core, over the whole of the job; null where the system does not tell. */
  readonly serverLoad: number | null
  /** Processor time for each, which suffers less than rates do from what else the machine does. */
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
