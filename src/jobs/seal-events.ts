import type { Logger } from 'pino'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import type { OnSealed } from '../domain/record/ledger/on-sealed.ts'
import { sealEvents } from '../domain/record/ledger/seal-events.ts'
import { nextTurn } from '../machine/next-turn.ts'
import type { JobHandler } from './worker.ts'

/** While events keep coming, those of so long are sealed together: each time costs three commits. */
const PACE_MS = 500
/** After so many batches, some seconds at most, the claim is made anew. */
const BATCHES = 100
/** After so long others go on when a worker dies: all that follows events waits for that. Two do no harm, for one waits for the other. */
export const SEALING_MS = 10_000

export interface SealingParts {
  readonly onSealed: readonly OnSealed[]
  readonly log: Pick<Logger, 'error'>
}

/** Gives all events that wait their places, a batch in a transaction, for ever again: what comes meanwhile waits for the next time. */
export const sealEventsJob =
  (context: Context, { onSealed, log }: SealingParts): JobHandler =>
  async () => {
    for (let batch = 0; batch < BATCHES; batch++) {
      const { gone, more } = await sealEvents(context, onSealed)
      if (gone.length > 0) log.error({ events: gone }, 'events were deleted from the database before they were sealed')
      if (!more) return later(context.clock.now(), PACE_MS)
      await nextTurn()
    }
    return context.clock.now()
  }
