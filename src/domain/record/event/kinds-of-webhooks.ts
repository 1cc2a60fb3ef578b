// The kinds of events about webhooks.
import type { webhookFacts } from '../webhook/webhook.ts'
import { kindAbout } from './kind-about.ts'

const ofProject = kindAbout('project')

interface OfWebhook {
  readonly webhook: ReturnType<typeof webhookFacts>
}

export const kindsOfWebhooks = {
  'webhook.created': ofProject<OfWebhook>('webhook', 'create', 'Created webhook'),
  'webhook.updated': ofProject<
    OfWebhook & {
      readonly previous: OfWebhook['webhook']
      /** Whether the address or the token changed, neither of which is recorded itself. */
      readonly hasNewAddress: boolean
      readonly hasNewToken: boolean
    }
  >('webhook', 'update', 'Updated webhook'),
  'webhook.sent-again': ofProject<OfWebhook & { readonly count: number }>(
    'webhook',
    'update',
    'Sent webhook deliveries again',
  ),
  'webhook.deleted': ofProject<OfWebhook>('webhook', 'delete', 'Deleted webhook'),
} as const
