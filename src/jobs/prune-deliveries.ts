import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import type { OldDelivery } from '../domain/record/delivery/delivery-store.ts'
import { pruneDeliveries } from '../domain/record/delivery/prune-deliveries.ts'
import { type JobHandler, runInPieces } from './worker.ts'

const EVERY_MS = 10 * 60 * 1000

/** Prunes what was sent long ago, for ever again. */
export function pruneDeliveriesJob(context: Context, { keptMs }: { readonly keptMs: number }): JobHandler {
  const { clock } = context
  /** Of this server: where nothing of much may go, each run would else end before it comes to the rest. */
  let after: OldDelivery | null = null
  return async (_job, isStopping) => {
    after = await pruneDeliveries(context, {
      before: later(clock.now(), -keptMs),
      after,
      ...runInPieces(isStopping),
    })
    return after === null ? later(clock.now(), EVERY_MS) : clock.now()
  }
}
