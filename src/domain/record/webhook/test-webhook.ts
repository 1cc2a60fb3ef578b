import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { WebhookParts } from './create-webhook.ts'
import type { Exchange } from './receiver.ts'
import { requireWebhook, type WebhookRef } from './require-webhook.ts'
import { knownSecret } from '../../organization/stored-secret.ts'

/** Sends a verification message with the webhook's current settings. The outcome is only returned: it changes nothing. */
export async function testWebhook(
  context: Context,
  ref: WebhookRef,
  { cipher, sendTo }: Pick<WebhookParts, 'cipher' | 'sendTo'>,
): Promise<Exchange> {
  authorize(context, 'webhook.update', ref.location)
  const webhook = await requireWebhook(context.store, ref)
  const token = knownSecret(cipher, webhook.token, webhook.id)
  return sendTo({ url: webhook.url, format: webhook.format, token }, { kind: 'verification', id: context.newId() })
}
