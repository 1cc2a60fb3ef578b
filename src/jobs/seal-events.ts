import type { Logger } from 'pino'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import type { OnSealed } from '../domain/record/ledger/on-sealed.ts'
import { sealEvents } from '../domain/record/ledger/seal-events.ts'
import { nextTurn } from '../machine/next-turn.ts'
import { restAfter } from '../machine/rest-after.ts'
import type { JobHandler } from './worker.ts'

/** The pause between two runs while events keep coming: a run costs three commits, so it seals the events of half a second together. */
const PACE_MS = 500
/**
 * How long the job is claimed. When a worker dies, another one goes on after this, and whatever follows events waits until then. Two
 * workers at once do no harm, because one waits for the other.
 */
export const SEALING_MS = 10_000
/** Once events have waited this long to be sealed, sealing no longer rests for the requests that this server answers. */
const PATIENT_MS = 10_000

export interface SealingParts {
  readonly onSealed: readonly OnSealed[]
  readonly log: Pick<Logger, 'error'>
  /** The pause after a batch that another one follows; `restAfter` by default. */
  readonly rest?: (milliseconds: number) => Promise<void>
}

/**
 * Gives all waiting events their positions, a batch per transaction. Recurs: events that come after the last batch wait for the next run.
 */
export const sealEventsJob =
  (context: Context, { onSealed, log, rest = restAfter }: SealingParts): JobHandler =>
  async (_job, isStopping) => {
    const { clock } = context
    const began = performance.now()
    // Ends halfway through the claim; the next run claims the job for the full time.
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
