import { later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Event } from '../event/event.ts'
import type { SealedEvent } from '../ledger/ledger.ts'
import type { OnSealed } from '../ledger/on-sealed.ts'
import { ANY_ACTION, VERSION_SOURCE } from '../webhook/webhook.ts'
import { aboutEvent, newDelivery } from './delivery.ts'
import type { ListeningWebhook } from './delivery-store.ts'

export interface FanOutParts extends Pick<Context, 'newId'> {
  /** Is told of an event that cannot be read: no webhook is sent it. */
  readonly onTrouble: (place: Pick<SealedEvent, 'ledger' | 'position'>, error: unknown) => void
}

/** Writes a delivery for each webhook that wants an event, when that gets its place. */
export const fanOutDeliveries =
  ({ newId, onTrouble }: FanOutParts): OnSealed =>
  async ({ deliveries }, sealed, now) => {
    const listening = await deliveries.listListening([...new Set(sealed.map(({ ledger }) => ledger))])
    const byProject = Map.groupBy(listening, ({ projectId }) => projectId)
    const wanted = sealed.flatMap((each) => {
      const { ledger, position } = each
      const webhooks = byProject.get(ledger) ?? []
      if (webhooks.length === 0) return []
      try {
        const { event } = each
        const told = webhooks.filter((webhook) => wants(webhook, event))
        if (told.length === 0) return []
        const about = aboutEvent(event)
        return told.map(({ id: webhookId }) =>
          newDelivery(newId(), { webhookId, eventId: event.id, about, position }, now),
        )
      } catch (error) {
        // What somebody has written into the database past the registry must not keep all that comes later from its place.
        onTrouble({ ledger, position }, error)
        return []
      }
    })
    if (wanted.length > 0) await deliveries.enqueue(wanted, now)
  }

/** By how much clocks of servers may differ: what happened longer before there was the webhook, and has its place only now, is old. */
const CLOCKS_MS = 60_000

/** HCP's source is of versions alone, and what points a channel at one is told as its event. */
function wants(
  { subscriptions, registryId, createdAt }: ListeningWebhook,
  { subject, action, bucketId, at }: Event,
): boolean {
  if (subject !== 'version' || at < later(createdAt, -CLOCKS_MS)) return false
  return subscriptions.some(
    ({ resourceId, events }) =>
      ['', bucketId, registryId].includes(resourceId) &&
      events.some((event) => event.source === VERSION_SOURCE && [ANY_ACTION, action].includes(event.action)),
  )
}
