import type { Logger } from 'pino'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import { proveLedgers } from '../domain/record/ledger/prove-ledgers.ts'
import { nextTurn } from '../machine/next-turn.ts'
import type { JobHandler } from './worker.ts'

const EVERY_MS = 5 * 60_000

/** Proves every ledger once a day, in pieces, so that nobody has to remember to; logs a break as an error. */
export const proveLedgersJob =
  (context: Context, log: Pick<Logger, 'error'>): JobHandler =>
  async () => {
    const isMore = await proveLedgers(context, {
      rest: nextTurn,
      onBroken: (found) => {
        log.error(
          found,
          'a ledger is broken: somebody has changed the database past the registry; see "assay audit verify"',
        )
      },
    })
    return isMore ? context.clock.now() : later(context.clock.now(), EVERY_MS)
  }
