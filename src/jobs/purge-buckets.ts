import type { Context } from '../domain/context.ts'
import { restBetween } from '../machine/rest-after.ts'
import type { JobHandler } from './worker.ts'

/** After so many others have their turn; a piece takes some milliseconds. */
const PIECES = 50

/**
 * Clears away what deleted buckets have left, each piece in a transaction of its own, so that writers hardly wait. Its subject
 * is what was deleted, so that each promise is its own: one that was kept may not have seen yet what another is about.
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
