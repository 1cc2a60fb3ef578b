import { type Instant, later } from '../../domain/clock.ts'
import type { Context } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import type { SecretCipher } from '../../domain/organization/secret-cipher.ts'
import { factsOfVersion } from '../../domain/record/delivery/facts-of-version.ts'
import { afterTrouble, afterTry, type Delivery, type Outcome } from '../../domain/record/delivery/delivery.ts'
import type { ClaimedWebhook } from '../../domain/record/delivery/delivery-store.ts'
import type { SendTo } from '../../domain/record/webhook/receiver.ts'
import { tokenOf } from '../../domain/record/webhook/webhook-token.ts'
import type { Webhook } from '../../domain/record/webhook/webhook.ts'
import type { Ports } from '../../domain/store.ts'

export interface DeliveringParts {
  readonly cipher: SecretCipher
  readonly sendTo: SendTo
  /** Is told of each that is given up. */
  readonly onGivenUp: (webhook: Webhook, delivery: Delivery) => void
  /** Is told of what could not be sent, for a reason that lies here. */
  readonly onTrouble: (webhook: Webhook, error: unknown) => void
  /** Whether this process is to end: nothing more is begun then. */
  readonly isStopping: () => boolean
}

/** Longer than a receiver has for its answer; when a worker dies, another one goes on after this. */
export const CLAIM_MS = 20_000
/** After so many others have their turn. */
const AT_ONCE = 100

/**
 * Sends what a webhook has waiting, one after the other in their order, until one fails or there is no more. Each outcome is written
 * before the next is sent: when this process dies, one at most is sent again, under the same id of its event.
 */
export async function deliver(context: Context, claimed: ClaimedWebhook, parts: DeliveringParts): Promise<void> {
  const { store, clock } = context
  let held = claimed
  let next = await store.deliveries.findWaiting(claimed.webhook.id)
  for (let sent = 1; ; sent++) {
    const outcome = next === undefined ? null : await tried(context, held.webhook, next, parts)
    const goesOn = sent < AT_ONCE && !parts.isStopping()
    const more = await store.transaction((tx) => written(tx, { held, outcome, goesOn, now: clock.now() }))
    if (outcome?.delivery.state === 'given-up') parts.onGivenUp(held.webhook, outcome.delivery)
    if (more === null) return
    held = more.held
    next = more.next
  }
}

interface Tried {
  readonly held: ClaimedWebhook
  /** Null when nothing was waiting. */
  readonly outcome: Outcome | null
  /** Whether another one may be sent. */
  readonly goesOn: boolean
  readonly now: Instant
}

/** Writes what became of a try, and answers what is to be sent next; null, and the webhook released, when nothing is. */
async function written({ deliveries }: Ports, { held, outcome, goesOn, now }: Tried) {
  const until = later(now, CLAIM_MS)
  const webhook = await deliveries.keep(held, until, outcome?.delivery.id ?? null)
  if (webhook === undefined) return null
  if (outcome !== null) await deliveries.update(outcome.delivery)
  const againAt = outcome?.againAt ?? null
  const next = againAt === null ? await deliveries.findWaiting(webhook.id) : undefined
  if (next !== undefined && goesOn && webhook.enabled) return { held: { webhook, until }, next }
  await deliveries.release(webhook.id, next === undefined ? againAt : now)
  return null
}

async function tried(
  context: Context,
  webhook: Webhook,
  delivery: Delivery,
  { cipher, sendTo, onTrouble }: DeliveringParts,
): Promise<Outcome> {
  const { store, clock } = context
  const event = await store.events.find(delivery.eventId)
  if (event === undefined) return afterTrouble(delivery, 'is not told of it any more: its event is gone', clock.now())
  try {
    const token = tokenOf(cipher, webhook)
    const facts = await factsOfVersion(context, event)
    const sentAt = clock.now()
    const exchange = await sendTo({ url: webhook.url, token }, { kind: 'version', facts })
    return afterTry(delivery, { ...exchange, sentAt }, clock.now())
  } catch (error) {
    // A token may be of another server's key. Whatever else it is must not keep all that comes later.
    onTrouble(webhook, error)
    const why = error instanceof DomainError ? error.message : 'the log of this registry says why'
    return afterTrouble(delivery, `was not sent anything: ${why}`, clock.now())
  }
}
