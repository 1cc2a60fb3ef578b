import { changeRegistry } from '../../change.ts'
import type { Instant } from '../../clock.ts'
import type { Change, Context } from '../../context.ts'
import { fail, failedPrecondition, notFound } from '../../errors.ts'
import type { Ports } from '../../store.ts'
import { recordEvent } from '../event/record-event.ts'
import { requireWebhook, type WebhookRef } from '../webhook/require-webhook.ts'
import { type Webhook, webhookFacts } from '../webhook/webhook.ts'
import type { DeliveryInShort } from './delivery-store.ts'
import { type Delivery, isUnderWay, newDelivery } from './delivery.ts'

/** The most deliveries that one transaction sends again. */
const AT_ONCE = 500

/**
 * Sends a finished delivery again, as a new delivery behind all that are waiting, and returns the new one. `failed_precondition` when the
 * webhook is disabled, or the delivery is still retried.
 */
export async function sendAgain(
  context: Context,
  { id, ...ref }: WebhookRef & { readonly id: string },
): Promise<Delivery> {
  return changeRegistry(context, 'webhook.update', 'alone', ref.location, async (change) => {
    const webhook = await requireSending(change.tx, ref)
    const delivery = (await change.tx.deliveries.find(webhook.id, id)) ?? fail(notFound('delivery', id))
    if (isUnderWay(delivery)) throw failedPrecondition(`delivery "${id}" is not over: it is tried again by itself`)
    const [again] = await enqueueAgain(change, webhook, [delivery])
    return again ?? delivery
  })
}

/**
 * Sends again, in their order, the deliveries that were given up at that time or later: the first five hundred at most. Returns how many
 * there were, and whether there are more.
 */
export async function sendFailedAgain(
  context: Context,
  { since, ...ref }: WebhookRef & { readonly since: Instant },
): Promise<{ readonly count: number; readonly more: boolean }> {
  return changeRegistry(context, 'webhook.update', 'alone', ref.location, async (change) => {
    const webhook = await requireSending(change.tx, ref)
    const found = await change.tx.deliveries.listGivenUp(webhook.id, since, AT_ONCE + 1)
    const failed = found.slice(0, AT_ONCE)
    if (failed.length > 0) await enqueueAgain(change, webhook, failed)
    return { count: failed.length, more: found.length > AT_ONCE }
  })
}

/** Requires that the webhook is enabled: otherwise the new delivery would wait unnoticed while its day of retries runs out. */
async function requireSending(tx: Pick<Ports, 'webhooks'>, ref: WebhookRef): Promise<Webhook> {
  const webhook = await requireWebhook(tx, ref)
  if (!webhook.enabled)
    throw failedPrecondition(
      `webhook "${ref.name}" is disabled, so that nothing is sent to it: enable it first, then have it sent again`,
    )
  return webhook
}

async function enqueueAgain(
  change: Change,
  webhook: Webhook,
  deliveries: readonly DeliveryInShort[],
): Promise<readonly Delivery[]> {
  const { tx, newId, now } = change
  // Behind all existing deliveries, so that it delays none of them, however often it fails.
  const position = (await tx.ledgers.head(webhook.projectId))?.position ?? 0
  const again = deliveries.map(({ webhookId, eventId, about }) =>
    newDelivery(newId(), { webhookId, eventId, about, position }, now),
  )
  await tx.deliveries.enqueue(again, now)
  // The caller knows that the receiver is back, however long it was away.
  await tx.deliveries.wake(webhook.id, now)
  await tx.deliveries.markSentAgain(deliveries.map(({ id }) => id))
  recordEvent(change, {
    kind: 'webhook.sent-again',
    payload: { webhook: webhookFacts(webhook), count: deliveries.length },
  })
  return again
}
