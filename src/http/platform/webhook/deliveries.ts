import type { Operations, Schemas } from '../../../contract/generated/webhook-2023-05-31.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import type { DeliveryOrderField } from '../../../domain/record/delivery/delivery-store.ts'
import type { Delivery } from '../../../domain/record/delivery/delivery.ts'
import { listDeliveries } from '../../../domain/record/delivery/list-deliveries.ts'
import type { Handlers } from '../../binding/handler.ts'
import { streamOut } from '../../wire/json-stream.ts'
import { pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { webhookNamed } from './resource-names.ts'

type Wire = Schemas['hashicorp.cloud.webhook.WebhookDelivery']

/** HCP has no field for why there is no response, nor for a delivery that was given up: the body says so, with the status 0. */
const responseOut = ({ response, failure, state }: Delivery): Outgoing<Wire['response']> | null => {
  const words = [...(state === 'given-up' ? ['given up'] : []), ...(failure === '' ? [] : [`the receiver ${failure}`])]
  if (response !== null) return { status_code: response.status, headers: response.headers, body: response.body }
  return failure === '' ? null : { status_code: 0, headers: {}, body: words.join(': ') }
}

export const deliveryOut = (delivery: Delivery): Outgoing<Wire> => ({
  id: delivery.id,
  webhook_resource_id: delivery.webhookId,
  // The request is stored as it was sent.
  request: delivery.request && {
    url: delivery.request.url,
    headers: delivery.request.headers,
    payload: delivery.request.payload,
    sent_at: delivery.request.sentAt,
  },
  response: responseOut(delivery),
  retries: Math.max(0, delivery.tries - 1),
})

const newestFirst: Paging<DeliveryOrderField> = {
  fields: { created_at: 'createdAt' },
  order: [{ field: 'createdAt', descending: true }],
}

export const deliveryHandlers = {
  async WebhookService_ListWebhookDeliveries({ params, query }, context) {
    const ref = await webhookNamed(context, params.parent_resource_name)
    const page = pageRequest(query, newestFirst)
    const found = await listDeliveries(context, { ...ref, state: null, page })
    return { deliveries: streamOut(found.items, deliveryOut), pagination: paginationOut(page, found) }
  },
} satisfies Handlers<Operations, 'WebhookService_ListWebhookDeliveries'>
