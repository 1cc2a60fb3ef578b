import type { Instant } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Ports } from '../../store.ts'
import type { Rest } from '../ledger/verify-ledger.ts'
import { isUnderWay } from './delivery.ts'
import type { OldDelivery } from './delivery-store.ts'

/** Looked at in one transaction: some milliseconds, in which others may wait to write. */
const AT_ONCE = 500

export interface PruningDeliveriesParts {
  /** What was made earlier is pruned. */
  readonly before: Instant
  /** Goes on behind this one; null from the oldest. */
  readonly after: OldDelivery | null
  readonly rest: Rest
  /** Asked after each piece whether to stop there. */
  readonly isOver: () => boolean
}

/** What is still to be sent, once a server is there again, is not lost: but nothing is sent to a webhook that is disabled or gone. */
const mayGo = (delivery: OldDelivery): boolean => !(isUnderWay(delivery) && delivery.isWebhookEnabled)

/**
 * Prunes what was sent long ago, of one webhook after the other, of those that are gone as well, a piece in a transaction. Answers where it
 * was when it was over, to go on there; null when it has looked at all.
 */
export async function pruneDeliveries({ store }: Context, parts: PruningDeliveriesParts): Promise<OldDelivery | null> {
  const { deliveries } = store
  let { after } = parts
  let webhookId = after?.webhookId ?? (await deliveries.nextWebhook(''))
  while (webhookId !== undefined) {
    const old = { webhookId, before: parts.before, after }
    // Looked at without holding anything: of most webhooks there is nothing old.
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

/** Answers what it has looked at, whatever of it went. */
async function pruneSome(
  { deliveries }: Pick<Ports, 'deliveries'>,
  { webhookId, before, after }: Old,
): Promise<readonly OldDelivery[]> {
  const old = await deliveries.listOld(webhookId, before, after, AT_ONCE)
  const going = old.filter(mayGo).map(({ id }) => id)
  if (going.length > 0) await deliveries.delete(going)
  return old
}
