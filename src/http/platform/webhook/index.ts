// webhook 2023-05-31: the webhooks of a project and their deliveries.
import type { Operations } from '../../../contract/generated/webhook-2023-05-31.ts'
import type { WebhookParts } from '../../../domain/record/webhook/create-webhook.ts'
import type { Api } from '../../binding/api.ts'
import { deliveryHandlers } from './deliveries.ts'
import { webhookHandlers } from './webhooks.ts'

export const webhook = (parts: WebhookParts) =>
  ({ handlers: { ...webhookHandlers(parts), ...deliveryHandlers } }) as const satisfies Partial<Api<keyof Operations>>
