import { Tooltip } from '@mantine/core'
import { webhookWords } from '../../words/webhook-words.ts'
import { type Delivery, stateOf, type WebhookOverview } from './webhook.ts'

const looks = { off: 'unknown', enabled: 'valid', failing: 'revoked' } as const

/** The state in words, with an explanation on hover. The server's reason is shown beside it where there is one. */
export function WebhookStateBadge({ webhook }: { readonly webhook: WebhookOverview }) {
  const state = stateOf(webhook)
  return (
    <Tooltip label={webhookWords.stateSays[state]}>
      <span className="badge" data-look={looks[state]}>
        {webhookWords.states[state]}
      </span>
    </Tooltip>
  )
}

const says = webhookWords.deliveries
const deliveryLooks = {
  WAITING: 'scheduled',
  SET_ASIDE: 'scheduled',
  DELIVERED: 'valid',
  GIVEN_UP: 'revoked',
  SENT_AGAIN: 'unknown',
} as const satisfies Record<Delivery['state'], string>

export function DeliveryStateBadge({ state }: Pick<Delivery, 'state'>) {
  return (
    <Tooltip label={says.stateSays[state]}>
      <span className="badge" data-look={deliveryLooks[state]}>
        {says.states[state]}
      </span>
    </Tooltip>
  )
}
