import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { Location } from '../../location.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { Ports } from '../../store.ts'
import type { Delivery } from '../delivery/delivery.ts'
import { requireWebhook, type WebhookRef } from './require-webhook.ts'
import type { WebhookOrderField } from './webhook-store.ts'
import type { Webhook } from './webhook.ts'

export interface WebhookOverview {
  readonly webhook: Webhook
  /** The delivery that was tried last; undefined when there is none. */
  readonly last: Delivery | undefined
}

export async function getWebhook(context: Context, ref: WebhookRef): Promise<WebhookOverview> {
  authorize(context, 'webhook.get', ref.location)
  return overviewOf(context.store, await requireWebhook(context.store, ref))
}

export async function overviewOf(
  { deliveries }: Pick<Ports, 'deliveries'>,
  webhook: Webhook,
): Promise<WebhookOverview> {
  const [last] = await deliveries.listLast([webhook.id])
  return { webhook, last }
}

/** Lists the webhooks of a project. */
export async function listWebhooks(
  context: Context,
  { location, page }: { readonly location: Location; readonly page: PageRequest<WebhookOrderField> },
): Promise<Page<WebhookOverview>> {
  authorize(context, 'webhook.get', location)
  const { store } = context
  const found = await store.webhooks.list(location.projectId, page)
  const last = await store.deliveries.listLast(found.items.map(({ id }) => id))
  const items = found.items.map((webhook) => ({
    webhook,
    last: last.find(({ webhookId }) => webhookId === webhook.id),
  }))
  return { ...found, items }
}
