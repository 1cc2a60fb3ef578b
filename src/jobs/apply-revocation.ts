import { applyWhenDue } from '../domain/catalog/revocation/apply-revocation.ts'
import type { Context } from '../domain/context.ts'
import type { JobHandler } from './worker.ts'

/** A scheduled revocation takes effect: its channels are rolled back and people told. Its subject is the revocation. */
export const applyRevocationJob =
  (context: Context): JobHandler =>
  ({ subject }) =>
    applyWhenDue(context, subject)
