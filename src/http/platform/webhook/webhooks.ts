import type { Operations, Schemas } from '../../../contract/generated/webhook-2023-05-31.ts'
import type { Incoming, Outgoing } from '../../../contract/operation.ts'
import { createWebhook, type WebhookParts } from '../../../domain/record/webhook/create-webhook.ts'
import { deleteWebhook } from '../../../domain/record/webhook/delete-webhook.ts'
import { getWebhook, listWebhooks, type WebhookOverview } from '../../../domain/record/webhook/get-webhook.ts'
import { renameWebhook, updateWebhook, type WebhookChanges } from '../../../domain/record/webhook/update-webhook.ts'
import type { WebhookOrderField } from '../../../domain/record/webhook/webhook-store.ts'
import type { Subscription, WebhookFormat } from '../../../domain/record/webhook/webhook.ts'
import type { Handlers } from '../../binding/handler.ts'
import { streamOut } from '../../wire/json-stream.ts'
import { pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { changesByMask } from '../../wire/update-mask.ts'
import { deliveryOut } from './deliveries.ts'
import { resourceNameOf, webhookNamed } from './resource-names.ts'

type Wire = Schemas['hashicorp.cloud.webhook.Webhook']

const webhookOut = ({ webhook, last }: WebhookOverview): Outgoing<Wire> => ({
  resource_id: webhook.id,
  resource_name: resourceNameOf(webhook, webhook.name),
  description: webhook.description,
  enabled: webhook.enabled,
  // Only whoever set the token knows it: responses never contain it.
  config: { url: webhook.url, hmac_key: '', format: webhook.format },
  subscriptions: webhook.subscriptions.map(({ resourceId, events }) => ({ resource_id: resourceId, events })),
  last_delivery: last ? deliveryOut(last) : null,
  created_at: webhook.createdAt,
  updated_at: webhook.updatedAt,
})

const subscriptionsIn = (given: Incoming<Wire>['subscriptions'] = []): readonly Subscription[] =>
  given.map(({ resource_id: resourceId = '', events = [] }) => ({
    resourceId,
    events: events.map(({ action = '', source = '' }) => ({ action, source })),
  }))

/** An empty text means HCP Packer's own format; the use case refuses an unknown one. */
const formatIn = (text: string) => (text === '' ? 'hcp' : text) as WebhookFormat

/**
 * A mask can also name single fields of `config`, so that a caller who does not know the token can change the rest. A format that is
 * absent from `config` stays unchanged, because clients that do not know the field update webhooks that way.
 */
function changesIn(mask: string | undefined, given: Incoming<Wire>): WebhookChanges {
  const { description = '', enabled = false, config = {} } = given
  const { url = '', hmac_key: token = '', format = '' } = config
  return changesByMask<WebhookChanges>(mask, {
    config: { url, token, ...(format === '' ? {} : { format: formatIn(format) }) },
    'config.url': { url },
    'config.hmacKey': { token },
    'config.format': { format: formatIn(format) },
    description: { description },
    enabled: { enabled },
    subscriptions: { subscriptions: subscriptionsIn(given.subscriptions) },
  })
}

const oldestFirst: Paging<WebhookOrderField> = {
  fields: { name: 'name', created_at: 'createdAt' },
  order: [{ field: 'createdAt', descending: false }],
}

export const webhookHandlers = (parts: WebhookParts) =>
  ({
    async WebhookService_CreateWebhook({ params, body }, context) {
      const { location } = await webhookNamed(context, params.parent_resource_name)
      const { name = '', description = '', enabled = false, config = {} } = body
      const { url = '', format = '' } = config
      const subscriptions = subscriptionsIn(body.subscriptions)
      const terms = { description, enabled, url, format: formatIn(format), subscriptions }
      const creation = { location, name, terms, token: config.hmac_key ?? '' }
      return { webhook: webhookOut({ webhook: await createWebhook(context, creation, parts), last: undefined }) }
    },
    async WebhookService_ListWebhooks({ params, query }, context) {
      const { location } = await webhookNamed(context, params.parent_resource_name)
      const page = pageRequest(query, oldestFirst)
      const found = await listWebhooks(context, { location, page })
      return { webhooks: streamOut(found.items, webhookOut), pagination: paginationOut(page, found) }
    },
    async WebhookService_GetWebhook({ params }, context) {
      return { webhook: webhookOut(await getWebhook(context, await webhookNamed(context, params.resource_name))) }
    },
    async WebhookService_UpdateWebhook({ params, body }, context) {
      const ref = await webhookNamed(context, params.resource_name)
      const changes = changesIn(body.update_mask, body.webhook ?? {})
      return { webhook: webhookOut(await updateWebhook(context, { ...ref, changes }, parts)) }
    },
    async WebhookService_UpdateWebhookName({ params, body }, context) {
      const ref = await webhookNamed(context, params.resource_name)
      return { webhook: webhookOut(await renameWebhook(context, { ...ref, newName: body.name ?? '' })) }
    },
    async WebhookService_DeleteWebhook({ params }, context) {
      await deleteWebhook(context, await webhookNamed(context, params.resource_name))
      return {}
    },
  }) satisfies Handlers<
    Operations,
    | 'WebhookService_CreateWebhook'
    | 'WebhookService_ListWebhooks'
    | 'WebhookService_GetWebhook'
    | 'WebhookService_UpdateWebhook'
    | 'WebhookService_UpdateWebhookName'
    | 'WebhookService_DeleteWebhook'
  >
