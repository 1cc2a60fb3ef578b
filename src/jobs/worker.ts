// What the registry does by itself, later. A job is a row: written in the transaction that promises it, claimed by one
// worker of all replicas at a time, retried with growing pauses until it succeeds, and safe to run twice. Nothing that a
// client sees waits for a job; see statusOf. Each kind has a lane of its own, so that a slow one delays no other.
import type { Logger } from 'pino'
import { type Clock, type Instant, later } from '../domain/clock.ts'
import { reasonOf } from '../domain/errors.ts'
import type { Job, JobKind } from '../domain/record/job/job.ts'
import type { Ports, Store } from '../domain/store.ts'
import { pauseUntil } from '../machine/pause-until.ts'
import { restBetween } from '../machine/rest-after.ts'
import { recurring } from './schedule.ts'

/**
 * Resolves to when the job is to run again, or to undefined when it is done for good. A job that takes long is done in pieces: between
 * two pieces it checks whether the process is stopping, and if so leaves the rest to another run.
 */
export type JobHandler = (job: Job, isStopping: () => boolean) => Promise<Instant | undefined>

/** The longest run of a job that is done in pieces: much less than a claim lasts. */
const RUN_MS = 20_000

/** For a run, which begins now, of a job done in pieces: what to await between two pieces, and whether to leave the rest to another run. */
export function runInPieces(isStopping: () => boolean) {
  const began = performance.now()
  return { rest: restBetween(), isOver: () => isStopping() || performance.now() - began > RUN_MS }
}

export interface WorkerParts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly handlers: Readonly<Record<JobKind, JobHandler>>
  /**
   * For kinds that recur all the time, whether there is anything to do. Checked before a job is claimed, so that
   * nothing is written while there is not.
   */
  readonly isWanted: Readonly<Partial<Record<JobKind, () => Promise<boolean>>>>
  /**
   * For kinds that people wait for, the milliseconds after which another worker takes over the job of one that died:
   * longer than the job takes. Should the job take longer all the same, two workers do it.
   */
  readonly claimsMs: Readonly<Partial<Record<JobKind, number>>>
}

export interface Worker {
  /** Runs due jobs until none is left; jobs that were under way have ended by then, too. */
  runDue(): Promise<void>
  /** Starts looking for due jobs by itself. */
  start(): void
  /** Finishes the jobs under way and looks for no more. */
  stop(): Promise<void>
}

export function createWorker({ handlers, isWanted, claimsMs, ...parts }: WorkerParts): Worker {
  const { log } = parts
  const troubled = new Set<string>()
  let loggedReason = ''

  // A fault that lasts is logged once, and so is its end.
  const lookedFor = (kind: string) => (trouble: unknown) => {
    if (trouble === null) {
      if (troubled.delete(kind) && troubled.size === 0) log.info('the jobs are looked up again')
      if (troubled.size === 0) loggedReason = ''
      return
    }
    troubled.add(kind)
    const reason = reasonOf(trouble)
    if (reason !== loggedReason) log.error({ err: trouble }, 'the jobs cannot be looked up; it is tried every second')
    loggedReason = reason
  }

  // While servers of two versions share a database, the newer one may have promised jobs of kinds that this one does not
  // know. They are left to the newer one.
  const lanes = (Object.entries(handlers) as [JobKind, JobHandler][]).map(([kind, handle]) =>
    createLane({
      ...parts,
      kind,
      handle,
      isWanted: isWanted[kind] ?? always,
      claimMs: claimsMs[kind] ?? CLAIM_MS,
      looked: lookedFor(kind),
    }),
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

const always = () => Promise.resolve(true)

/** Longer than any job takes. When a worker dies, another one takes over its job after this, if not sooner. */
const CLAIM_MS = 5 * 60 * 1000
/** The longest pause between two looks, and so the longest delay of a job that another replica has written. */
const IDLE_MS = 1000
/** A claim that ends further ahead than this many times its length is void: a clock that was ahead wrote it, and was set back since. */
const UNBELIEVABLE = 2
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 10 * 60 * 1000

interface LaneParts extends Omit<WorkerParts, 'handlers' | 'isWanted' | 'claimsMs'> {
  readonly claimMs: number
  readonly kind: JobKind
  readonly handle: JobHandler
  readonly isWanted: () => Promise<boolean>
  /** Called after each look for jobs, with the error that it met, or null. */
  readonly looked: (trouble: unknown) => void
}

/** Does the jobs of one kind, one after the other. */
function createLane({ store, clock, log, kind, handle, isWanted, claimMs, looked }: LaneParts): Worker {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  let draining: Promise<void> = Promise.resolve()

  async function runNext(): Promise<boolean> {
    if (!(await isWanted())) return false
    const job = await store.transaction(claimDue)
    if (!job) return false
    try {
      const again = await handle(job, () => stopped)
      await store.transaction(({ jobs }) =>
        again === undefined
          ? jobs.delete(job.id)
          : jobs.putOff({ id: job.id, runAt: again, failures: 0, lastError: '' }),
      )
    } catch (error) {
      await putOff(job, error)
    }
    return true
  }

  async function claimDue({ jobs }: Ports): Promise<Job | undefined> {
    const now = clock.now()
    // A recurring job is never put off for longer, unless by a clock that was set back since.
    if (recurring.includes(kind)) await jobs.bringForward(kind, '', now, later(now, LONGEST_PAUSE_MS))
    return jobs.claim([kind], now, later(now, claimMs), later(now, UNBELIEVABLE * claimMs))
  }

  async function putOff(job: Job, error: unknown): Promise<void> {
    const failures = job.failures + 1
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** job.failures, LONGEST_PAUSE_MS)
    const lastError = reasonOf(error)
    log.warn({ job: job.kind, subject: job.subject, failures, err: error }, 'job failed; it is tried again')
    const runAt = later(clock.now(), pause)
    await store.transaction(({ jobs }) => jobs.putOff({ id: job.id, runAt, failures, lastError }))
  }

  async function drain(): Promise<void> {
    while (!stopped && (await runNext())) continue
  }

  function runDue(): Promise<void> {
    draining = draining.then(drain, drain)
    return draining
  }

  async function pause(): Promise<number> {
    if (!(await isWanted())) return IDLE_MS
    const next = await store.jobs.nextRunAt([kind])
    return pauseUntil(next, clock.now(), IDLE_MS)
  }

  async function round(): Promise<void> {
    let wait = IDLE_MS
    try {
      await runDue()
      wait = await pause()
      looked(null)
    } catch (error) {
      looked(error)
    }
    if (!stopped) timer = setTimeout(next, wait).unref()
  }

  const next = () => {
    running = round()
  }

  return {
    runDue,
    start: next,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await Promise.allSettled([running, draining])
    },
  }
}
