import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { fail, notFound } from '../../errors.ts'
import { requireWebhook, type WebhookRef } from '../webhook/require-webhook.ts'
import type { Delivery } from './delivery.ts'

export async function getDelivery(
  context: Context,
  { id, ...ref }: WebhookRef & { readonly id: string },
): Promise<Delivery> {
  authorize(context, 'webhook.get', ref.location)
  const webhook = await requireWebhook(context.store, ref)
  return (await context.store.deliveries.find(webhook.id, id)) ?? fail(notFound('delivery', id))
}
