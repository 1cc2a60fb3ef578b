import { later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Event } from '../event/event.ts'
import type { OnSealed } from '../ledger/on-sealed.ts'
import { ANY_ACTION, VERSION_SOURCE } from '../webhook/webhook.ts'
import { aboutEvent, newDelivery } from './delivery.ts'
import type { ListeningWebhook } from './delivery-store.ts'

/** Writes a delivery for each webhook that wants an event, when that gets its place. */
export const fanOutDeliveries =
  ({ newId }: Pick<Context, 'newId'>): OnSealed =>
  async ({ deliveries }, sealed, now) => {
    const listening = await deliveries.listListening([...new Set(sealed.map(({ ledger }) => ledger))])
    const byProject = Map.groupBy(listening, ({ projectId }) => projectId)
    const wanted = sealed.flatMap((each) => {
      const webhooks = byProject.get(each.ledger) ?? []
      return webhooks
        .filter((webhook) => wants(webhook, each.event))
        .map(({ id: webhookId }) => {
          const { event, position } = each
          return newDelivery(newId(), { webhookId, eventId: event.id, about: aboutEvent(event), position }, now)
        })
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
