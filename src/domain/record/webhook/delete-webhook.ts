import { changeRegistry } from '../../change.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../event/record-event.ts'
import { requireWebhook, type WebhookRef } from './require-webhook.ts'
import { webhookFacts } from './webhook.ts'

/** Deletes a webhook; its pending deliveries are not sent. */
export async function deleteWebhook(context: Context, ref: WebhookRef): Promise<void> {
  await changeRegistry(context, 'webhook.delete', 'alone', ref.location, async (change) => {
    const webhook = await requireWebhook(change.tx, ref)
    await change.tx.webhooks.delete(webhook.id)
    recordEvent(change, { kind: 'webhook.deleted', payload: { webhook: webhookFacts(webhook) } })
  })
}
