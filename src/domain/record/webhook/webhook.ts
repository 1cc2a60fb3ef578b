// Webhooks: whom a project has told of what happens to its versions, and of what. This folder owns what one may be, and its
// verbs, among them the message by which it is verified. What is sent to one later is a delivery's.
import type { Instant } from '../../clock.ts'
import { invalidArgument, shown } from '../../errors.ts'
import { requireLength } from '../../require-length.ts'
import type { EventAction } from '../event/kind-about.ts'

/** What happens to versions, as HCP Packer tells of it. */
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

/** What messages to a receiver look like: as HCP Packer writes them, or as one wants them that cannot read that. */
export const webhookFormats = ['hcp', 'slack', 'teams', 'cloudevents'] as const
export type WebhookFormat = (typeof webhookFormats)[number]

export interface SubscribedEvent {
  readonly action: string
  readonly source: string
}

/** Events of one thing, a registry or a bucket, by its id; of all of the project where that is empty. */
export interface Subscription {
  readonly resourceId: string
  readonly events: readonly SubscribedEvent[]
}

/** What can be changed of a webhook, but for its name and its token. */
export interface WebhookTerms {
  readonly description: string
  readonly enabled: boolean
  /** May be as good as a secret to who is there: told to who may see the webhook, and to nobody else. */
  readonly url: string
  readonly format: WebhookFormat
  readonly subscriptions: readonly Subscription[]
}

export interface Webhook extends WebhookTerms {
  readonly id: string
  readonly projectId: string
  /** Unique among those of its project. */
  readonly name: string
  /** What signs its messages, encrypted (`SecretCipher`, under the id); empty where nothing does. */
  readonly token: string
  /** Since when its receiver has failed, whatever it was sent; null while it answers. */
  readonly failingSince: Instant | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

const DESCRIPTION_BYTES = 1024
const TOKEN_BYTES = 1024
const URL_BYTES = 2048
const MOST_SUBSCRIPTIONS = 50
const MOST_EVENTS = 50
/** Of all subscriptions together: each time that events get their places, they are looked through for every webhook. */
const MOST_EVENTS_OF_ALL = MOST_SUBSCRIPTIONS * webhookActions.length
const RESOURCE_ID_BYTES = 64
const ACTION = /^(?:\*|[a-z]{1,32}(?:-[a-z]{1,32}){0,3})$/
const SOURCE = /^[a-z]{1,32}(?:\.[a-z-]{1,32}){2}$/

export interface AddressRules {
  /** Whether http:// will do. */
  readonly plainHttp: boolean
}

/** Refuses by field what no webhook can have. */
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

/** Refuses by field what could never be sent: a webhook that is enabled is subscribed to what there is. */
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

/** What events tell of a webhook. Of its address the host alone, because a path is often a secret. */
export const webhookFacts = ({ id, name, description, enabled, url, format, subscriptions }: Webhook) => ({
  id,
  name,
  description,
  enabled,
  host: URL.parse(url)?.host ?? '',
  format,
  subscriptions,
})
