import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { Location } from '../../location.ts'
import type { Page, PageRequest } from '../../page.ts'
import { requireWebhook, type WebhookRef } from './require-webhook.ts'
import type { WebhookOrderField } from './webhook-store.ts'
import type { Webhook } from './webhook.ts'

export async function getWebhook(context: Context, ref: WebhookRef): Promise<Webhook> {
  authorize(context, 'webhook.get', ref.location)
  return requireWebhook(context.store, ref)
}

/** Those of a project. */
export async function listWebhooks(
  context: Context,
  { location, page }: { readonly location: Location; readonly page: PageRequest<WebhookOrderField> },
): Promise<Page<Webhook>> {
  authorize(context, 'webhook.get', location)
  return context.store.webhooks.list(location.projectId, page)
}
