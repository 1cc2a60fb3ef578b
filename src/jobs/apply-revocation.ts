import { applyWhenDue } from '../domain/catalog/revocation/apply-revocation.ts'
import type { Context } from '../domain/context.ts'
import type { JobHandler } from './worker.ts'

/** Applies a scheduled revocation once it is due: rolls its channels back and announces it. The job's subject is the revocation's id. */
export const applyRevocationJob =
  (context: Context): JobHandler =>
  ({ subject }) =>
    applyWhenDue(context, subject)
