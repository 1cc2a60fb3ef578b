import { type Instant, later } from '../../domain/clock.ts'
import type { Context } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import type { SecretCipher } from '../../domain/organization/secret-cipher.ts'
import {
  afterLoss,
  afterTrouble,
  afterTry,
  type Delivery,
  type Outcome,
} from '../../domain/record/delivery/delivery.ts'
import { following } from '../../domain/record/delivery/following.ts'
import type { ClaimedWebhook } from '../../domain/record/delivery/delivery-store.ts'
import type { ReportedVersion } from '../../domain/record/delivery/reported-version.ts'
import { UnreadableEvent } from '../../domain/record/event/unreadable-event.ts'
import type { SendTo, Notification } from '../../domain/record/webhook/receiver.ts'
import { knownSecret } from '../../domain/organization/stored-secret.ts'
import type { Webhook, WebhookFormat } from '../../domain/record/webhook/webhook.ts'
import type { Ports } from '../../domain/store.ts'
import type { FactsOf } from './recent-facts.ts'

export interface DeliveringParts {
  readonly cipher: SecretCipher
  readonly sendTo: SendTo
  readonly factsOf: FactsOf
  /** Resolves when so many messages may be sent: at once unless this server is busy. */
  readonly giveWay: (messages: number) => Promise<void>
  /** Called for each delivery that is given up. */
  readonly onGivenUp: (webhook: Webhook, delivery: Delivery) => void
  /** Called when something could not be sent for a reason within this server. */
  readonly onTrouble: (webhook: Webhook, error: unknown) => void
  /** Whether this process is stopping: nothing more is begun then. */
  readonly isStopping: () => boolean
}

/** Longer than a receiver has for its response; when a worker dies, another one goes on after this. */
export const CLAIM_MS = 20_000
/** After so many deliveries other webhooks have their turn. */
const AT_ONCE = 100
/** Outcomes are written together: `WRITTEN_TOGETHER` at most, and before the next message once `UNWRITTEN_MS` have passed. */
const WRITTEN_TOGETHER = 10
const UNWRITTEN_MS = 50

/**
 * Sends the waiting deliveries of a webhook, one after the other in their order, until one fails or none is left. The outcomes of quick
 * receivers are written together: when this process dies, ten deliveries at most are sent again, with the same event ids.
 */
export async function deliver(context: Context, claimed: ClaimedWebhook, parts: DeliveringParts): Promise<void> {
  const { store, clock } = context
  const tokens = lastToken(parts.cipher)
  let held = claimed
  let next = await following(store.deliveries, claimed.webhook.id, {
    last: undefined,
    most: WRITTEN_TOGETHER,
    now: clock.now(),
  })
  for (let sent = 0; ;) {
    await parts.giveWay(next.due.length)
    const outcomes = await triedInOrder(context, held.webhook, next.due, { ...parts, tokens })
    sent += outcomes.length
    const goesOn = sent < AT_ONCE && !parts.isStopping()
    const more = await store.transaction((tx) => writeOutcomes(tx, { held, outcomes, goesOn, now: clock.now() }))
    // Whoever has the claim now sends again what was not written.
    if (more === 'lost') return
    for (const { delivery } of outcomes) if (delivery.state === 'given-up') parts.onGivenUp(held.webhook, delivery)
    if (more === 'released') return
    held = more.held
    next = more.next
  }
}

interface SendingParts extends DeliveringParts {
  readonly tokens: (webhook: Webhook) => string
}

/** Decrypts the token of a webhook once, until it changes. */
function lastToken(cipher: SecretCipher): (webhook: Webhook) => string {
  let last: { readonly encrypted: string; readonly token: string } | undefined
  return (webhook) => {
    if (last?.encrypted !== webhook.token)
      last = { encrypted: webhook.token, token: knownSecret(cipher, webhook.token, webhook.id) }
    return last.token
  }
}

/** Sends deliveries in their order until one is not accepted, or `UNWRITTEN_MS` have passed; none once the process is stopping. */
async function triedInOrder(
  context: Context,
  webhook: Webhook,
  waiting: readonly Delivery[],
  parts: SendingParts,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  const began = performance.now()
  let { failingSince } = webhook
  for (const delivery of waiting) {
    // Checked before the first one as well, which may have waited long for its turn.
    if (parts.isStopping()) break
    const outcome = await tried(context, { ...webhook, failingSince }, delivery, parts)
    outcomes.push(outcome)
    failingSince = outcome.failingSince
    const isLate = performance.now() - began > UNWRITTEN_MS
    if (outcome.delivery.state !== 'delivered' || isLate) break
  }
  return outcomes
}

interface Tried {
  readonly held: ClaimedWebhook
  /** Empty when nothing was waiting, or the process is stopping; all but the last one are delivered. */
  readonly outcomes: readonly Outcome[]
  /** Whether another delivery may be sent. */
  readonly goesOn: boolean
  readonly now: Instant
}

/**
 * Writes outcomes. Resolves to what to send next, to `released`, or to `lost` when the webhook is gone or another worker has claimed it.
 */
async function writeOutcomes({ deliveries }: Ports, { held, outcomes, goesOn, now }: Tried) {
  const until = later(now, CLAIM_MS)
  const last = outcomes.at(-1)
  const webhook = await deliveries.keep(held, until, last?.delivery.id ?? null)
  if (webhook === undefined) return 'lost'
  for (const { delivery } of outcomes) await deliveries.update(delivery)
  // A response under the old settings says nothing about the new ones.
  const isAsSent = (['url', 'token', 'format', 'enabled'] as const).every(
    (name) => webhook[name] === held.webhook[name],
  )
  const failingSince = isAsSent && last !== undefined ? last.failingSince : webhook.failingSince
  if (failingSince !== webhook.failingSince) await deliveries.markFailing(webhook.id, failingSince)
  const next = await following(deliveries, webhook.id, {
    last: isAsSent ? last : undefined,
    most: WRITTEN_TOGETHER,
    now,
  })
  if (next.due.length > 0 && goesOn && webhook.enabled)
    return { held: { webhook: { ...webhook, failingSince }, until }, next }
  await deliveries.release(webhook.id, next.due.length > 0 ? now : next.at, next.paused)
  return 'released'
}

async function tried(
  context: Context,
  webhook: Webhook,
  delivery: Delivery,
  { tokens, sendTo, factsOf, onTrouble }: SendingParts,
): Promise<Outcome> {
  const { clock } = context
  const { failingSince } = webhook
  try {
    const found = await factsOf(delivery.eventId)
    if (found === undefined)
      return afterLoss(delivery, 'is not told of it any more: its event is gone', clock.now(), failingSince)
    const token = tokens(webhook)
    const notification: Notification = {
      kind: 'version',
      ...found,
      channels: await channelsNow(context, webhook, found.facts),
    }
    const sentAt = clock.now()
    const exchange = await sendTo({ url: webhook.url, format: webhook.format, token }, notification)
    return afterTry(delivery, { ...exchange, sentAt }, clock.now(), failingSince)
  } catch (error) {
    // A retry does not help, and later deliveries do not wait for this one. Once the event is mended somebody may have it sent again.
    if (error instanceof UnreadableEvent) {
      onTrouble(webhook, error)
      return afterLoss(delivery, 'is not told of it: its event cannot be read', clock.now(), failingSince)
    }
    // The token may be encrypted with another server's key. Whatever the error is, it must not block later deliveries, or the outcomes
    // not written yet.
    onTrouble(webhook, error)
    const why = error instanceof DomainError ? error.message : 'the log of this registry says why'
    return afterTrouble(delivery, `was not sent anything: ${why}`, clock.now(), failingSince)
  }
}

/** Formats for people, who want to know which channels a version is in; other receivers learn about channels from events of their own. */
const FOR_PEOPLE: readonly WebhookFormat[] = ['slack', 'teams']

async function channelsNow(
  { store }: Context,
  { format }: Webhook,
  { version }: ReportedVersion,
): Promise<readonly string[]> {
  if (version === null || !FOR_PEOPLE.includes(format)) return []
  const pointing = await store.channels.listNames([version.id])
  return pointing.map(({ name }) => name)
}
