// A process of its own that does one job at a time for the process that forked it: what measures must not share a
// processor, or a garbage collector, with what is measured.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface Worker<Job, Outcome> {
  readonly run: (job: Job) => Promise<Outcome>
  readonly stop: () => void
}

type Reply<Outcome> = { readonly outcome: Outcome } | { readonly failure: string }

/** Forks a file of this folder, one that calls `answerJobs`. */
export function startWorker<Job extends object, Outcome>(file: string): Worker<Job, Outcome> {
  const worker = fork(fileURLToPath(new URL(file, import.meta.url)))
  return {
    run: async (job) => {
      const answered = once(worker, 'message') as Promise<[Reply<Outcome>]>
      worker.send(job)
      const [reply] = await answered
      if ('failure' in reply) throw new Error(`${file} failed: ${reply.failure}`)
      return reply.outcome
    },
    stop: () => {
      worker.disconnect()
    },
  }
}

/** The worker's side: runs each job, and replies with its outcome. */
export function answerJobs(run: (job: never) => Promise<unknown>): void {
  const reply = (answer: Reply<unknown>) => process.send?.(answer)
  process.on('message', (job) => {
    run(job as never).then(
      (outcome) => reply({ outcome }),
      (error: unknown) => reply({ failure: error instanceof Error ? error.message : String(error) }),
    )
  })
}
