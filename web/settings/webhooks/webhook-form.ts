// A webhook as a form has it, and the requests made of it.
import type { Project } from '../../asking/place.ts'
import { EVERYTHING } from '../../parts/action-choices.tsx'
import type { Webhook, WebhookOverview } from './webhook.ts'

/** The source of events about versions, as the API names it. */
const SOURCE = 'hashicorp.packer.version'
const HCP_FORMAT = 'hcp'

export interface SubscriptionForm {
  /** Used by the page alone. */
  readonly key: number
  /** Empty for all buckets. */
  readonly resourceId: string
  /** Null for all buckets, and for a resource that is no bucket. */
  readonly bucketName: string | null
  /** Shown in place of a bucket, for a resource that this form cannot choose. */
  readonly kind: WebhookOverview['subscriptions'][number]['kind']
  readonly actions: readonly string[]
  /** Events of other sources, which drafts may have. They are kept. */
  readonly others: Webhook['subscriptions'][number]['events']
}

export interface WebhookForm {
  readonly name: string
  readonly description: string
  readonly url: string
  readonly format: string
  /** Null leaves the token as it is. */
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
    const known = subscriptions.find((one) => one.resource_id === resourceId)
    return {
      key: ++keys,
      resourceId,
      kind: known?.kind ?? 'UNKNOWN',
      bucketName: known?.kind === 'BUCKET' ? known.bucket_name : null,
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

/** The fields that differ from the original ones, with an update mask, which is empty when none does. */
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

/** Stands for the token in a call that is shown: whoever copies the call puts the token there. */
export const TOKEN_SHOWN = 'TOKEN'
