import type { Logger } from 'pino'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import { dayKept, pruneLedgers } from '../domain/record/ledger/prune-ledgers.ts'
import type { StubSigner } from '../domain/record/ledger/stub.ts'
import { restBetween } from '../machine/rest-after.ts'
import type { JobHandler } from './worker.ts'

const EVERY_MS = 10 * 60 * 1000
/** Of one run: much less than a claim lasts. */
const RUN_MS = 20_000

export interface PruningLedgersParts {
  /** Null for ever. */
  readonly keptMs: number | null
  readonly signer: StubSigner
  readonly log: Pick<Logger, 'info'>
}

/** Prunes events that are older than they are kept, once a day. */
export const pruneLedgersJob =
  (context: Context, { keptMs, signer, log }: PruningLedgersParts): JobHandler =>
  async (_job, isStopping) => {
    const { clock } = context
    const began = performance.now()
    if (keptMs === null) return later(clock.now(), EVERY_MS)
    const isMore = await pruneLedgers(context, {
      before: dayKept(clock.now(), keptMs),
      signer,
      rest: restBetween(),
      isOver: () => isStopping() || performance.now() - began > RUN_MS,
      onPruned: (stub) => {
        log.info(stub, 'events were pruned; this stands for all that there were up to it')
      },
    })
    return isMore ? clock.now() : later(clock.now(), EVERY_MS)
  }
