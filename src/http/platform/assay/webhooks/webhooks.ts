// Webhooks with the state of their deliveries, and tests of webhooks, for which HCP has no operations.
import type { Operations } from '../../../../contract/generated/assay-v1.ts'
import {
  listWebhookStandings,
  type StandingWebhook,
  type SubscribedThing,
} from '../../../../domain/record/webhook/list-webhook-standings.ts'
import type { WebhookParts } from '../../../../domain/record/webhook/create-webhook.ts'
import { refusalIn } from '../../../../domain/record/webhook/receiver.ts'
import { testWebhook } from '../../../../domain/record/webhook/test-webhook.ts'
import type { Handlers } from '../../../binding/handler.ts'
import { streamOut } from '../../../wire/json-stream.ts'
import { locationOf } from '../../../wire/view.ts'
import { resourceNameOf } from '../../webhook/resource-names.ts'
import { deliveryOut, requestOut, responseOut, webhookOf } from './deliveries.ts'
import type { Out } from '../version-in-short.ts'

const kindOut = {
  project: 'PROJECT',
  registry: 'REGISTRY',
  bucket: 'BUCKET',
  unknown: 'UNKNOWN',
} as const satisfies Record<SubscribedThing['kind'], Out<'SubscriptionOverview'>['kind']>

const overviewOut = ({ webhook, last, things, nextAt, ...counts }: StandingWebhook): Out<'WebhookOverview'> => ({
  resource_name: resourceNameOf(webhook, webhook.name),
  name: webhook.name,
  description: webhook.description,
  enabled: webhook.enabled,
  host: URL.parse(webhook.url)?.host ?? '',
  format: webhook.format,
  signed: webhook.token !== '',
  subscriptions: things.map(({ subscription: { resourceId, events }, thing }) => ({
    resource_id: resourceId,
    kind: kindOut[thing.kind],
    bucket_name: thing.kind === 'bucket' ? thing.name : '',
    actions: events.map(({ action }) => action),
  })),
  waiting_count: counts.waiting,
  set_aside_count: counts.setAside,
  given_up_count: counts.givenUp,
  next_try_at: nextAt,
  last_delivery: last ? deliveryOut(last) : null,
  created_at: webhook.createdAt,
  updated_at: webhook.updatedAt,
})

export const webhookHandlers = (parts: WebhookParts) =>
  ({
    async AssayService_ListWebhookOverviews({ params, query }, context) {
      const wanted = { location: locationOf(params), name: query.webhook_name ?? null }
      return { webhooks: streamOut(await listWebhookStandings(context, wanted), overviewOut) }
    },
    async AssayService_TestWebhook({ params }, context) {
      const sentAt = context.clock.now()
      const tested = await testWebhook(context, webhookOf(params), parts)
      const { sent, answer } = tested
      return {
        failure: refusalIn(tested) ?? '',
        request: requestOut({ ...sent, sentAt }),
        response: 'failure' in answer ? null : responseOut(answer),
      }
    },
  }) satisfies Handlers<Operations, 'AssayService_ListWebhookOverviews' | 'AssayService_TestWebhook'>
