import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import type { OldDelivery } from '../domain/record/delivery/delivery-store.ts'
import { pruneDeliveries } from '../domain/record/delivery/prune-deliveries.ts'
import { restBetween } from '../machine/rest-after.ts'
import type { JobHandler } from './worker.ts'

const EVERY_MS = 10 * 60 * 1000
/** Of one run: much less than a claim lasts. */
const RUN_MS = 20_000

/** Prunes what was sent long ago, for ever again. */
export function pruneDeliveriesJob(context: Context, { keptMs }: { readonly keptMs: number }): JobHandler {
  const { clock } = context
  /** Of this server: where nothing of much may go, each run would else end before it comes to the rest. */
  let after: OldDelivery | null = null
  return async (_job, isStopping) => {
    const began = performance.now()
    after = await pruneDeliveries(context, {
      before: later(clock.now(), -keptMs),
      after,
      rest: restBetween(),
      isOver: () => isStopping() || performance.now() - began > RUN_MS,
    })
    return after === null ? later(clock.now(), EVERY_MS) : clock.now()
  }
}
