import type { Instant } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Ports } from '../../store.ts'
import type { Rest } from '../ledger/verify-ledger.ts'
import { isUnderWay } from './delivery.ts'
import type { OldDelivery } from './delivery-store.ts'

/** How many deliveries one transaction examines: a few milliseconds, during which other writers may wait. */
const AT_ONCE = 500

export interface PruningDeliveriesParts {
  /** Deliveries that were created earlier are pruned. */
  readonly before: Instant
  /** The delivery to continue after; null to start from the beginning. */
  readonly after: OldDelivery | null
  readonly rest: Rest
  /** Called after each batch to decide whether to stop there. */
  readonly isOver: () => boolean
}

/** Pending deliveries are kept, so that none is lost while no server is running, unless their webhook is disabled or deleted. */
const mayGo = (delivery: OldDelivery): boolean => !(isUnderWay(delivery) && delivery.isWebhookEnabled)

/**
 * Prunes old deliveries, one webhook after the other, deleted webhooks included, with a transaction for each batch. Returns the delivery to
 * continue after when `isOver` has stopped it; null when it has examined all.
 */
export async function pruneDeliveries({ store }: Context, parts: PruningDeliveriesParts): Promise<OldDelivery | null> {
  const { deliveries } = store
  let { after } = parts
  let webhookId = after?.webhookId ?? (await deliveries.nextWebhook(''))
  while (webhookId !== undefined) {
    const old = { webhookId, before: parts.before, after }
    // Checked without a lock: most webhooks have no old deliveries.
    const [first] = await deliveries.listOld(webhookId, parts.before, after, 1)
    const seen = first === undefined ? [] : await store.transaction((tx) => pruneSome(tx, old))
    after = seen.at(-1) ?? null
    if (after === null) webhookId = await deliveries.nextWebhook(webhookId)
    else if (parts.isOver()) return after
    await parts.rest()
  }
  return null
}

interface Old {
  readonly webhookId: string
  readonly before: Instant
  readonly after: OldDelivery | null
}

/** Returns the deliveries that it has examined, pruned or not. */
async function pruneSome(
  { deliveries }: Pick<Ports, 'deliveries'>,
  { webhookId, before, after }: Old,
): Promise<readonly OldDelivery[]> {
  const old = await deliveries.listOld(webhookId, before, after, AT_ONCE)
  const going = old.filter(mayGo).map(({ id }) => id)
  if (going.length > 0) await deliveries.delete(going)
  return old
}
