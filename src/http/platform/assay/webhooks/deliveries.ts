// The deliveries of webhooks by state, for which HCP has no fields, and the resending of deliveries.
import type { Operations } from '../../../../contract/generated/assay-v1.ts'
import { invalidArgument } from '../../../../domain/errors.ts'
import type { Delivery, DeliveryState } from '../../../../domain/record/delivery/delivery.ts'
import type { DeliveryOrderField } from '../../../../domain/record/delivery/delivery-store.ts'
import { getDelivery } from '../../../../domain/record/delivery/get-delivery.ts'
import { listDeliveries } from '../../../../domain/record/delivery/list-deliveries.ts'
import { sendAgain, sendFailedAgain } from '../../../../domain/record/delivery/send-again.ts'
import type { Answered } from '../../../../domain/record/webhook/receiver.ts'
import type { WebhookRef } from '../../../../domain/record/webhook/require-webhook.ts'
import type { Handlers } from '../../../binding/handler.ts'
import { streamOut } from '../../../wire/json-stream.ts'
import { pageRequest, paginationOut, type Paging } from '../../../wire/paging.ts'
import { locationOf, type LocationParams } from '../../../wire/view.ts'
import { wordsIn } from '../overviews/overviews.ts'
import type { Out } from '../version-in-short.ts'

const stateOut = {
  waiting: 'WAITING',
  'set-aside': 'SET_ASIDE',
  delivered: 'DELIVERED',
  'given-up': 'GIVEN_UP',
  'sent-again': 'SENT_AGAIN',
} as const satisfies Record<DeliveryState, Out<'Delivery'>['state']>

export const deliveryOut = (delivery: Delivery): Out<'Delivery'> => ({
  id: delivery.id,
  event_id: `packer.event:${delivery.eventId}`,
  action: delivery.about.action,
  bucket_name: delivery.about.bucketName,
  version_name: delivery.about.versionName,
  version_fingerprint: delivery.about.versionFingerprint,
  channel_name: delivery.about.channelName,
  state: stateOut[delivery.state],
  tries: delivery.tries,
  status_code: delivery.response?.status ?? 0,
  failure: delivery.failure,
  created_at: delivery.createdAt,
  tried_at: delivery.request?.sentAt ?? null,
  next_try_at: delivery.againAt,
  ended_at: delivery.endedAt,
})

export const requestOut = ({ url, headers, payload, sentAt }: NonNullable<Delivery['request']>) => ({
  url,
  headers,
  payload,
  sent_at: sentAt,
})

export const responseOut = ({ status, headers, body }: Answered) => ({ status_code: status, headers, body })

const stateIn = { WAITING: 'waiting', SET_ASIDE: 'set-aside', GIVEN_UP: 'given-up' } as const

/** Each list is ordered by a field that the database has an index for. */
const ordered = (field: DeliveryOrderField, descending = true): Paging<DeliveryOrderField> => ({
  fields: {},
  order: [{ field, descending }],
})
const pagingOf = {
  waiting: ordered('position'),
  'set-aside': ordered('againAt', false),
  'given-up': ordered('endedAt'),
  all: ordered('createdAt'),
} as const

export const webhookOf = (params: LocationParams & { readonly webhook_name: string }): WebhookRef => ({
  location: locationOf(params),
  name: params.webhook_name,
})

export const deliveryHandlers = {
  async AssayService_ListDeliveries({ params, query }, context) {
    const [state = null] = wordsIn('state', query.state === undefined ? [] : [query.state], stateIn)
    const page = pageRequest(query, pagingOf[state ?? 'all'])
    const found = await listDeliveries(context, { ...webhookOf(params), state, page })
    return { deliveries: streamOut(found.items, deliveryOut), pagination: paginationOut(page, found) }
  },
  async AssayService_GetDelivery({ params }, context) {
    const delivery = await getDelivery(context, { ...webhookOf(params), id: params.delivery_id })
    const { request, response } = delivery
    return {
      delivery: deliveryOut(delivery),
      request: request && requestOut(request),
      response: response && responseOut(response),
    }
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
  | 'AssayService_ListDeliveries'
  | 'AssayService_GetDelivery'
  | 'AssayService_SendDeliveryAgain'
  | 'AssayService_SendFailedDeliveriesAgain'
>
