import type { Logger } from 'pino'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import { tellHeads } from '../domain/record/ledger/tell-heads.ts'
import type { JobHandler } from './worker.ts'

const EVERY_MS = 5 * 60_000

/**
 * Prints how far each ledger has come, once a day if it has moved, to the log: whoever keeps that elsewhere can tell later
 * that nobody has made the whole ledger anew.
 */
export const tellHeadsJob =
  (context: Context, log: Pick<Logger, 'info'>): JobHandler =>
  async () => {
    await tellHeads(context, ({ ledger, position, hash }) => {
      log.info({ ledger, position, hash }, 'so far events are sealed')
    })
    return later(context.clock.now(), EVERY_MS)
  }
