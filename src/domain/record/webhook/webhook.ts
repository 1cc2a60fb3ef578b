// Webhooks: the receivers that a project notifies of what happens to its versions, and the events that each subscribes to. This folder owns
// the rules for a webhook and its use cases, among them the verification of its receiver. delivery/ owns the messages about events.
import type { Instant } from '../../clock.ts'
import { invalidArgument, shown } from '../../errors.ts'
import { requireLength } from '../../require-length.ts'
import type { EventAction } from '../event/kind-about.ts'

/** HCP Packer's name for the source of events about versions. */
export const VERSION_SOURCE = 'hashicorp.packer.version'
export const webhookActions = [
  'create',
  'complete',
  'revoke',
  'restore',
  'delete',
  'schedule-revocation',
  'cancel-revocation',
  'assign',
] as const satisfies readonly EventAction[]
export const ANY_ACTION = '*'

/** The format of messages to a receiver: HCP Packer's own, or one for receivers that cannot read that. */
export const webhookFormats = ['hcp', 'slack', 'teams', 'cloudevents'] as const
export type WebhookFormat = (typeof webhookFormats)[number]

export interface SubscribedEvent {
  readonly action: string
  readonly source: string
}

/** The events wanted of one resource: a registry or a bucket, by its id, or the whole project where the id is empty. */
export interface Subscription {
  readonly resourceId: string
  readonly events: readonly SubscribedEvent[]
}

/** The properties of a webhook that can be updated, except its name and its token. */
export interface WebhookTerms {
  readonly description: string
  readonly enabled: boolean
  /** The address alone may grant access to the receiver, so it is shown only to callers who may see the webhook. */
  readonly url: string
  readonly format: WebhookFormat
  readonly subscriptions: readonly Subscription[]
}

export interface Webhook extends WebhookTerms {
  readonly id: string
  readonly projectId: string
  /** Unique within the project. */
  readonly name: string
  /** The key that signs messages, encrypted with `SecretCipher` under the webhook's id; empty for unsigned messages. */
  readonly token: string
  /** Since when the receiver has been failing, regardless of the message; null while it answers. */
  readonly failingSince: Instant | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

const DESCRIPTION_BYTES = 1024
const TOKEN_BYTES = 1024
const URL_BYTES = 2048
const MOST_SUBSCRIPTIONS = 50
const MOST_EVENTS = 50
/** The most events in all subscriptions of a webhook together: whenever events are sealed, every webhook's subscriptions are searched. */
const MOST_EVENTS_OF_ALL = MOST_SUBSCRIPTIONS * webhookActions.length
const RESOURCE_ID_BYTES = 64
const ACTION = /^(?:\*|[a-z]{1,32}(?:-[a-z]{1,32}){0,3})$/
const SOURCE = /^[a-z]{1,32}(?:\.[a-z-]{1,32}){2}$/

export interface AddressRules {
  /** Whether http:// addresses are allowed. */
  readonly plainHttp: boolean
}

/** Throws `invalid_argument`, naming the field, for terms that no webhook may have. */
export function requireTerms({ description, url, format, subscriptions }: WebhookTerms, rules: AddressRules): void {
  requireLength('description', description, DESCRIPTION_BYTES)
  requireAddress(url, rules)
  if (!webhookFormats.includes(format))
    throw invalidArgument('config.format', `"${shown(format)}" is no format: use one of ${webhookFormats.join(', ')}`)
  if (subscriptions.length > MOST_SUBSCRIPTIONS)
    throw invalidArgument('subscriptions', `must be at most ${MOST_SUBSCRIPTIONS}`)
  for (const [index, { resourceId, events }] of subscriptions.entries()) {
    const field = `subscriptions[${index}]`
    requireLength(`${field}.resource_id`, resourceId, RESOURCE_ID_BYTES)
    if (subscriptions.findIndex((other) => other.resourceId === resourceId) !== index)
      throw invalidArgument(`${field}.resource_id`, 'has a subscription already: put all events of a thing into one')
    if (events.length === 0 || events.length > MOST_EVENTS)
      throw invalidArgument(`${field}.events`, `must be 1 to ${MOST_EVENTS} events`)
    const seen = new Set<string>()
    for (const [nth, event] of events.entries()) {
      requireWords(`${field}.events[${nth}]`, event)
      seen.add(`${event.source} ${event.action}`)
      if (seen.size <= nth) throw invalidArgument(`${field}.events[${nth}]`, 'stands there already: name each once')
    }
  }
  if (subscriptions.reduce((count, { events }) => count + events.length, 0) > MOST_EVENTS_OF_ALL)
    throw invalidArgument(
      'subscriptions',
      `must have at most ${MOST_EVENTS_OF_ALL} events together: "*" stands for all`,
    )
}

function requireWords(field: string, { action, source }: SubscribedEvent): void {
  if (!ACTION.test(action))
    throw invalidArgument(`${field}.action`, `"${shown(action)}" is no action: use one of ${listed()}, or "*" for all`)
  if (!SOURCE.test(source))
    throw invalidArgument(`${field}.source`, `"${shown(source)}" is no source of events: use "${VERSION_SOURCE}"`)
}

/**
 * Throws `invalid_argument`, naming the field, for events that do not exist and so are never sent. Enabled webhooks must pass this check.
 */
export function requireKnownEvents(subscriptions: readonly Subscription[]): void {
  for (const [index, { events }] of subscriptions.entries())
    for (const [nth, { action, source }] of events.entries()) {
      const field = `subscriptions[${index}].events[${nth}]`
      if (source !== VERSION_SOURCE)
        throw invalidArgument(
          `${field}.source`,
          `nothing is told of "${shown(source)}", and the webhook is enabled: use "${VERSION_SOURCE}"`,
        )
      if (action !== ANY_ACTION && !(webhookActions as readonly string[]).includes(action))
        throw invalidArgument(
          `${field}.action`,
          `nothing is told by the action "${shown(action)}", and the webhook is enabled: use one of ${listed()}, or "*" for all`,
        )
    }
}

const listed = () => webhookActions.join(', ')

function requireAddress(text: string, { plainHttp }: AddressRules): void {
  requireLength('config.url', text, URL_BYTES)
  const url = URL.parse(text)
  const isAddress = ['https:', 'http:'].includes(url?.protocol ?? '') && !/[#\s]/.test(text)
  if (url === null || !isAddress)
    throw invalidArgument(
      'config.url',
      `must be the address of the receiver, such as https://hooks.example.com/images, without a "#"`,
    )
  if (url.username !== '' || url.password !== '')
    throw invalidArgument('config.url', 'must have no user and no password: have messages signed by a token instead')
  if (url.protocol === 'http:' && !plainHttp)
    throw invalidArgument(
      'config.url',
      'must begin with https://: whoever runs this registry has not allowed plain HTTP (--webhooks-over-http)',
    )
}

export function requireToken(token: string): void {
  requireLength('config.hmac_key', token, TOKEN_BYTES)
}

/** The facts about a webhook that events record. Of its address they record the host alone, because a path is often a secret. */
export const webhookFacts = ({ id, name, description, enabled, url, format, subscriptions }: Webhook) => ({
  id,
  name,
  description,
  enabled,
  host: URL.parse(url)?.host ?? '',
  format,
  subscriptions,
})
