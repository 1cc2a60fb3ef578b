import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { PageRequest, StreamedPage } from '../../page.ts'
import { requireWebhook, type WebhookRef } from '../webhook/require-webhook.ts'
import type { DeliveriesOf, DeliveryOrderField } from './delivery-store.ts'
import type { Delivery } from './delivery.ts'

/** Lists the past and pending deliveries of a webhook. */
export async function listDeliveries(
  context: Context,
  {
    state,
    page,
    ...ref
  }: WebhookRef & Pick<DeliveriesOf, 'state'> & { readonly page: PageRequest<DeliveryOrderField> },
): Promise<StreamedPage<Delivery>> {
  authorize(context, 'webhook.get', ref.location)
  const webhook = await requireWebhook(context.store, ref)
  return context.store.deliveries.list({ webhookId: webhook.id, state }, page)
}
