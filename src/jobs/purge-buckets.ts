import type { Context } from '../domain/context.ts'
import { restBetween } from '../machine/rest-after.ts'
import type { JobHandler } from './worker.ts'

/** After so many pieces, of a few milliseconds each, other jobs of this kind have their turn. */
const PIECES = 50

/**
 * Clears away what deleted buckets have left, each piece in a transaction of its own, so that writers hardly wait. The job's subject is
 * what was deleted, so that each deletion has its own job: a job may be done before it could see what another deletion left.
 */
export const purgeBucketsJob =
  ({ store, clock }: Context): JobHandler =>
  async (_job, isStopping) => {
    const rest = restBetween()
    for (let piece = 0; piece < PIECES && !isStopping(); piece++) {
      if (!(await store.transaction(({ buckets }) => buckets.purge()))) return undefined
      await rest()
    }
    return clock.now()
  }
