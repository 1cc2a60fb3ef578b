// Webhooks as these pages show them: the address of each, and its state.
import type { Operations } from '../../../src/client/apis.ts'
import type { Answer } from '../../../src/client/client.ts'
import { type Project, projectPath } from '../../asking/place.ts'
import { webhookWords } from '../../words/webhook-words.ts'

export type WebhookOverview = Answer<Operations['AssayService_ListWebhookOverviews']>['webhooks'][number]
export type Webhook = NonNullable<Answer<Operations['WebhookService_GetWebhook']>['webhook']>
export type Delivery = Answer<Operations['AssayService_ListDeliveries']>['deliveries'][number]

/** How often deliveries are refetched, in milliseconds: no event reports the responses of receivers. */
export const UNTOLD = 10_000

export const webhooksPath = (project: Project): string => `${projectPath(project)}/settings/webhooks`
export const webhookPath = (project: Project, name: string): string =>
  `${webhooksPath(project)}/${encodeURIComponent(name)}`
export const deliveryPath = (project: Project, name: string, id: string): string =>
  `${webhookPath(project, name)}/deliveries/${encodeURIComponent(id)}`

/** The name of a format; for a format of a later release, the word of the API. */
export const formatInWords = (format: string): string =>
  (webhookWords.formats as Readonly<Record<string, string | undefined>>)[format] ?? format

export type WebhookState = 'off' | 'enabled' | 'failing'

/** For an enabled webhook the result of its last attempt decides. */
export function stateOf({ enabled, last_delivery: last }: WebhookOverview): WebhookState {
  if (!enabled) return 'off'
  return last?.state === 'WAITING' && last.failure !== '' ? 'failing' : 'enabled'
}

/** The most that the server counts. */
const MOST_COUNTED = 1000
export const counted = (count: number): string =>
  count >= MOST_COUNTED ? `${MOST_COUNTED.toLocaleString()}+` : count.toLocaleString()
