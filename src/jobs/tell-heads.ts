import type { Logger } from 'pino'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import { tellHeads } from '../domain/record/ledger/tell-heads.ts'
import type { JobHandler } from './worker.ts'

const EVERY_MS = 5 * 60_000

/**
 * Logs the head of each ledger that has moved, once a day. Whoever keeps these lines elsewhere can check later that
 * nobody has rebuilt the whole ledger.
 */
export const tellHeadsJob =
  (context: Context, log: Pick<Logger, 'info'>): JobHandler =>
  async () => {
    await tellHeads(context, ({ ledger, position, hash }) => {
      log.info({ ledger, position, hash }, 'so far events are sealed')
    })
    return later(context.clock.now(), EVERY_MS)
  }
