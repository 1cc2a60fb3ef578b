// A webhook as it is filled in, and what becomes of that on the wire.
import type { Project } from '../../asking/place.ts'
import { EVERYTHING } from '../../parts/told-actions.tsx'
import type { Webhook, WebhookOverview } from './webhook.ts'

/** As the API has it: what happens to versions. */
const SOURCE = 'hashicorp.packer.version'
const HCP_FORMAT = 'hcp'

export interface SubscriptionForm {
  /** For the page alone. */
  readonly key: number
  /** Empty for all buckets. */
  readonly resourceId: string
  /** Null of all buckets, and of what is no bucket. */
  readonly bucketName: string | null
  /** Said in place of a bucket, where it is of something that this form does not choose. */
  readonly kind: WebhookOverview['subscriptions'][number]['kind']
  readonly actions: readonly string[]
  /** Events of other sources, which drafts may have: they stay. */
  readonly others: Webhook['subscriptions'][number]['events']
}

export interface WebhookForm {
  readonly name: string
  readonly description: string
  readonly url: string
  readonly format: string
  /** Null: as it is. */
  readonly token: string | null
  readonly enabled: boolean
  readonly subscriptions: readonly SubscriptionForm[]
}

let keys = 0
export const newSubscription = (): SubscriptionForm => ({
  key: ++keys,
  resourceId: '',
  bucketName: null,
  kind: 'PROJECT',
  actions: [EVERYTHING],
  others: [],
})

export const newWebhook = (): WebhookForm => ({
  name: '',
  description: '',
  url: '',
  format: HCP_FORMAT,
  token: null,
  enabled: true,
  subscriptions: [newSubscription()],
})

export const formOf = (webhook: Webhook, { name, subscriptions }: WebhookOverview): WebhookForm => ({
  name,
  description: webhook.description,
  url: webhook.config?.url ?? '',
  format: webhook.config?.format ?? HCP_FORMAT,
  token: null,
  enabled: webhook.enabled,
  subscriptions: webhook.subscriptions.map(({ resource_id: resourceId, events }) => {
    const told = subscriptions.find((one) => one.resource_id === resourceId)
    return {
      key: ++keys,
      resourceId,
      kind: told?.kind ?? 'UNKNOWN',
      bucketName: told?.kind === 'BUCKET' ? told.bucket_name : null,
      actions: events.filter(({ source }) => source === SOURCE).map(({ action }) => action),
      others: events.filter(({ source }) => source !== SOURCE),
    }
  }),
})

const subscriptionsOf = ({ subscriptions }: WebhookForm) =>
  subscriptions.map(({ resourceId, actions, others }) => ({
    resource_id: resourceId,
    events: [
      ...others,
      ...(actions.includes(EVERYTHING) ? [EVERYTHING] : actions).map((action) => ({ action, source: SOURCE })),
    ],
  }))

export const parentOf = ({ id }: Project) => ({ parent_resource_name: `project/${id}` })

export const bodyOf = (form: WebhookForm) => ({
  name: form.name,
  description: form.description,
  enabled: form.enabled,
  config: { url: form.url, hmac_key: form.token ?? '', format: form.format },
  subscriptions: subscriptionsOf(form),
})

/** What differs from how it was filled in first, by its mask, which is empty when nothing does. */
export function changesOf(form: WebhookForm, before: WebhookForm) {
  const subscriptions = subscriptionsOf(form)
  const mask = [
    ...(form.description === before.description ? [] : ['description']),
    ...(form.enabled === before.enabled ? [] : ['enabled']),
    ...(form.url === before.url ? [] : ['config.url']),
    ...(form.format === before.format ? [] : ['config.format']),
    ...(form.token === null ? [] : ['config.hmacKey']),
    ...(JSON.stringify(subscriptions) === JSON.stringify(subscriptionsOf(before)) ? [] : ['subscriptions']),
  ]
  const { description, enabled, url, format, token } = form
  const config = { url, format, ...(token !== null && { hmac_key: token }) }
  return { update_mask: mask.join(','), webhook: { description, enabled, config, subscriptions } }
}

export const isComplete = ({ subscriptions }: WebhookForm): boolean =>
  subscriptions.every(({ actions, others }) => actions.length + others.length > 0)

/** Of a call that is shown: who copies it puts the token there. */
export const TOKEN_SHOWN = 'TOKEN'
