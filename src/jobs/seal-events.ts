import type { Logger } from 'pino'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import type { OnSealed } from '../domain/record/ledger/on-sealed.ts'
import { sealEvents } from '../domain/record/ledger/seal-events.ts'
import { nextTurn } from '../machine/next-turn.ts'
import { restAfter } from '../machine/rest-after.ts'
import type { JobHandler } from './worker.ts'

/** While events keep coming, those of so long are sealed together: each time costs three commits. */
const PACE_MS = 500
/** After so long others go on when a worker dies: all that follows events waits for that. Two do no harm, for one waits for the other. */
export const SEALING_MS = 10_000
/** Where what was written so long ago is sealed only now, nothing waits any more for who asks this server. */
const PATIENT_MS = 10_000

export interface SealingParts {
  readonly onSealed: readonly OnSealed[]
  readonly log: Pick<Logger, 'error'>
  /** What is waited for after a batch that others follow; `restAfter` where it is absent. */
  readonly rest?: (milliseconds: number) => Promise<void>
}

/** Gives all events that wait their places, a batch in a transaction, for ever again: what comes meanwhile waits for the next time. */
export const sealEventsJob =
  (context: Context, { onSealed, log, rest = restAfter }: SealingParts): JobHandler =>
  async (_job, isStopping) => {
    const { clock } = context
    const began = performance.now()
    // Then the claim is made anew, for as long again.
    while (performance.now() - began < SEALING_MS / 2 && !isStopping()) {
      const batchBegan = performance.now()
      const { gone, more, writtenAt } = await sealEvents(context, onSealed)
      if (gone.length > 0) log.error({ events: gone }, 'events were deleted from the database before they were sealed')
      if (!more) return later(clock.now(), PACE_MS)
      const isLate = writtenAt !== null && writtenAt < later(clock.now(), -PATIENT_MS)
      await (isLate ? nextTurn() : rest(performance.now() - batchBegan))
    }
    return clock.now()
  }
