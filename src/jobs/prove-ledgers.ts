import type { Logger } from 'pino'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import { proveLedgers } from '../domain/record/ledger/prove-ledgers.ts'
import type { StubWitness } from '../domain/record/ledger/stub.ts'
import { type JobHandler, runInPieces } from './worker.ts'

const EVERY_MS = 5 * 60_000

export interface ProvingLedgersParts {
  /** Tells which signatures on the stubs of pruned events are valid. */
  readonly witness: StubWitness
  readonly log: Pick<Logger, 'error'>
}

/** Verifies every ledger once a day, a piece at a time, so that nobody has to remember to; logs a break as an error. */
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
