import type { Job, Outcome } from './generator.ts'
import { startWorker, type Worker } from './worker.ts'

export type Load = Worker<Job, Outcome>

export const startLoad = (): Load => startWorker('generator.ts')
