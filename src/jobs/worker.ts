// What the registry does by itself, later. Jobs are rows: written in the transaction that promises them, claimed by one
// worker of all replicas at a time, tried again with growing pauses until they succeed, and safe to run twice. Nothing
// that a client sees waits for them; see statusOf. Each kind has a lane of its own, so that a slow one delays no other.
import { reasonOf } from '../domain/errors.ts'
import type { JobKind } from '../domain/record/job/job.ts'
import { createLane, type JobHandler, type Lane, type LaneParts } from './lane.ts'

export interface WorkerParts extends Pick<LaneParts, 'store' | 'clock' | 'log'> {
  readonly handlers: Readonly<Record<JobKind, JobHandler>>
}

/** All lanes at once. */
export type Worker = Lane

export function createWorker({ handlers, ...parts }: WorkerParts): Worker {
  const { log } = parts
  const troubled = new Set<string>()
  let told = ''

  // What is wrong for an hour is told once, and when it is over.
  const lookedFor = (kind: string) => (trouble: unknown) => {
    if (trouble === null) {
      if (troubled.delete(kind) && troubled.size === 0) log.info('the jobs are looked up again')
      if (troubled.size === 0) told = ''
      return
    }
    troubled.add(kind)
    const reason = reasonOf(trouble)
    if (reason !== told) log.error({ err: trouble }, 'the jobs cannot be looked up; it is tried every second')
    told = reason
  }

  // While servers of two versions share a database, the newer one may have promised what this one has never heard of: that
  // is left to the newer one.
  const lanes = (Object.entries(handlers) as [JobKind, JobHandler][]).map(([kind, handle]) =>
    createLane({ ...parts, kind, handle, looked: lookedFor(kind) }),
  )
  return {
    runDue: async () => {
      await Promise.all(lanes.map((lane) => lane.runDue()))
    },
    start: () => {
      for (const lane of lanes) lane.start()
    },
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()))
    },
  }
}
