import type { Logger } from 'pino'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import { proveLedgers } from '../domain/record/ledger/prove-ledgers.ts'
import type { StubWitness } from '../domain/record/ledger/stub.ts'
import { type JobHandler, runInPieces } from './worker.ts'

const EVERY_MS = 5 * 60_000

export interface ProvingLedgersParts {
  /** Knows who may sign what stands for pruned events. */
  readonly witness: StubWitness
  readonly log: Pick<Logger, 'error'>
}

/** Proves every ledger once a day, in pieces, so that nobody has to remember to; logs a break as an error. */
export const proveLedgersJob =
  (context: Context, { witness, log }: ProvingLedgersParts): JobHandler =>
  async (_job, isStopping) => {
    const isMore = await proveLedgers(context, {
      witness,
      ...runInPieces(isStopping),
      onBroken: (found) => {
        log.error(
          found,
          'a ledger is broken: somebody has changed the database past the registry; see "assay audit verify"',
        )
      },
    })
    return isMore ? context.clock.now() : later(context.clock.now(), EVERY_MS)
  }
