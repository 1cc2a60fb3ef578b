// What webhooks are sent, by what became of it, which HCP has no fields for; and what is sent again.
import type { Operations } from '../../../contract/generated/assay-v1.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import type { Delivery, DeliveryState } from '../../../domain/record/delivery/delivery.ts'
import type { DeliveryOrderField } from '../../../domain/record/delivery/delivery-store.ts'
import { listDeliveries } from '../../../domain/record/delivery/list-deliveries.ts'
import { sendAgain, sendFailedAgain } from '../../../domain/record/delivery/send-again.ts'
import type { WebhookRef } from '../../../domain/record/webhook/require-webhook.ts'
import type { Handlers } from '../../binding/handler.ts'
import { pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { locationOf, type LocationParams } from '../../wire/view.ts'
import type { Out } from './version-in-short.ts'

const stateOut = {
  waiting: 'WAITING',
  'set-aside': 'WAITING',
  delivered: 'DELIVERED',
  'given-up': 'GIVEN_UP',
  'sent-again': 'SENT_AGAIN',
} as const satisfies Record<DeliveryState, Out<'Delivery'>['state']>

const deliveryOut = (delivery: Delivery): Out<'Delivery'> => ({
  id: delivery.id,
  event_id: `packer.event:${delivery.eventId}`,
  state: stateOut[delivery.state],
  tries: delivery.tries,
  status_code: delivery.response?.status ?? 0,
  failure: delivery.failure,
  created_at: delivery.createdAt,
  tried_at: delivery.request?.sentAt ?? null,
  ended_at: delivery.endedAt,
})

const newestFirst: Paging<DeliveryOrderField> = { fields: {}, order: [{ field: 'createdAt', descending: true }] }

const webhookOf = (params: LocationParams & { readonly webhook_name: string }): WebhookRef => ({
  location: locationOf(params),
  name: params.webhook_name,
})

export const deliveryHandlers = {
  async AssayService_ListDeliveries({ params, query }, context) {
    const page = pageRequest(query, newestFirst)
    const found = await listDeliveries(context, { ...webhookOf(params), page })
    return { deliveries: found.items.map(deliveryOut), pagination: paginationOut(page, found) }
  },
  async AssayService_SendDeliveryAgain({ params }, context) {
    const again = await sendAgain(context, { ...webhookOf(params), id: params.delivery_id })
    return { delivery: deliveryOut(again) }
  },
  async AssayService_SendFailedDeliveriesAgain({ params, body }, context) {
    const { since } = body
    if (since === undefined) throw invalidArgument('since', 'is required: since when what failed is to be sent again')
    return sendFailedAgain(context, { ...webhookOf(params), since })
  },
} satisfies Handlers<
  Operations,
  'AssayService_ListDeliveries' | 'AssayService_SendDeliveryAgain' | 'AssayService_SendFailedDeliveriesAgain'
>
