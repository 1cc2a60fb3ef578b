import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import { restBetween } from '../machine/rest-after.ts'
import type { JobHandler } from './worker.ts'

const EVERY_MS = 10 * 60 * 1000
/** In one transaction, and so many of these before others have their turn. */
const ROWS = 500
const PIECES = 50

/** Clears away what was sent long ago, for ever again. Of webhooks that are gone as well. */
export const pruneDeliveriesJob =
  ({ store, clock }: Context, { keptMs }: { readonly keptMs: number }): JobHandler =>
  async (_job, isStopping) => {
    const before = later(clock.now(), -keptMs)
    const rest = restBetween()
    for (let piece = 0; piece < PIECES && !isStopping(); piece++) {
      const count = await store.transaction(({ deliveries }) => deliveries.deleteOld(before, ROWS))
      if (count < ROWS) return later(clock.now(), EVERY_MS)
      await rest()
    }
    return clock.now()
  }
