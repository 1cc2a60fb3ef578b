import type { Logger } from 'pino'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import type { OnSealed } from '../domain/record/ledger/on-sealed.ts'
import { sealEvents } from '../domain/record/ledger/seal-events.ts'
import { nextTurn } from '../machine/next-turn.ts'
import { restBetweenPieces } from '../machine/rest-between-pieces.ts'
import type { JobHandler } from './worker.ts'

/** While events keep coming, those of so long are sealed together: each time costs three commits. */
const PACE_MS = 500
/** After so long others go on when a worker dies: all that follows events waits for that. Two do no harm, for one waits for the other. */
export const SEALING_MS = 10_000
/** Events that wait for so long already do not wait for who asks this server any more. */
const PATIENT_MS = 10_000

export interface SealingParts {
  readonly onSealed: readonly OnSealed[]
  readonly log: Pick<Logger, 'error'>
}

/** Gives all events that wait their places, a batch in a transaction, for ever again: what comes meanwhile waits for the next time. */
export function sealEventsJob(context: Context, { onSealed, log }: SealingParts): JobHandler {
  const resting = restBetweenPieces()
  let behindSince: number | undefined
  return async () => {
    const began = performance.now()
    const rest = resting()
    // Then the claim is made anew, for as long again.
    while (performance.now() - began < SEALING_MS / 2) {
      const { gone, more } = await sealEvents(context, onSealed)
      if (gone.length > 0) log.error({ events: gone }, 'events were deleted from the database before they were sealed')
      if (!more) {
        behindSince = undefined
        return later(context.clock.now(), PACE_MS)
      }
      behindSince ??= performance.now()
      await (performance.now() - behindSince < PATIENT_MS ? rest() : nextTurn())
    }
    return context.clock.now()
  }
}
