import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Job, Outcome, Reply } from './generator.ts'

export interface Load {
  readonly run: (job: Job) => Promise<Outcome>
  readonly stop: () => void
}

/** The generator in a process of its own. */
export function startLoad(): Load {
  const generator = fork(fileURLToPath(new URL('generator.ts', import.meta.url)))
  return {
    run: async (job) => {
      const answered = once(generator, 'message') as Promise<[Reply]>
      generator.send(job)
      const [reply] = await answered
      if ('failure' in reply) throw new Error(`the load generator failed: ${reply.failure}`)
      return reply.outcome
    },
    stop: () => {
      generator.disconnect()
    },
  }
}
