import { completeInItsMoment } from '../domain/catalog/version/complete-version.ts'
import type { Context } from '../domain/context.ts'
import type { JobHandler } from './worker.ts'

/** Completes a version whose builds were all done when they were created. The job's subject is the version's id. */
export const completeVersionJob =
  (context: Context): JobHandler =>
  ({ subject }) =>
    completeInItsMoment(context, subject)
