import type { Logger } from 'pino'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import { dayKept, pruneLedgers } from '../domain/record/ledger/prune-ledgers.ts'
import type { StubSigner } from '../domain/record/ledger/stub.ts'
import { type JobHandler, runInPieces } from './worker.ts'

const EVERY_MS = 10 * 60 * 1000

export interface PruningLedgersParts {
  /** Null keeps events for ever. */
  readonly keptMs: number | null
  readonly signer: StubSigner
  readonly log: Pick<Logger, 'info'>
}

/** Prunes events that are past their retention. Whole days are pruned at a time, so that there is something to do once a day. */
export const pruneLedgersJob =
  (context: Context, { keptMs, signer, log }: PruningLedgersParts): JobHandler =>
  async (_job, isStopping) => {
    const { clock } = context
    if (keptMs === null) return later(clock.now(), EVERY_MS)
    const isMore = await pruneLedgers(context, {
      before: dayKept(clock.now(), keptMs),
      signer,
      ...runInPieces(isStopping),
      onPruned: (stub) => {
        log.info(stub, 'events were pruned; this stands for all that there were up to it')
      },
    })
    return isMore ? clock.now() : later(clock.now(), EVERY_MS)
  }
