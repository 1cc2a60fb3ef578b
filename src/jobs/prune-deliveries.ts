import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import type { OldDelivery } from '../domain/record/delivery/delivery-store.ts'
import { pruneDeliveries } from '../domain/record/delivery/prune-deliveries.ts'
import { type JobHandler, runInPieces } from './worker.ts'

const EVERY_MS = 10 * 60 * 1000

/** Prunes deliveries that are older than `keptMs`, every ten minutes. */
export function pruneDeliveriesJob(context: Context, { keptMs }: { readonly keptMs: number }): JobHandler {
  const { clock } = context
  /**
   * Where the last run on this server stopped: without it, each run could spend its time on old deliveries that must stay, and never
   * reach the rest.
   */
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
