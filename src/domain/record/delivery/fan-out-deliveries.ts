import type { Context } from '../../context.ts'
import type { Event } from '../event/event.ts'
import type { NewlySealedEvent, SealedEvent } from '../ledger/ledger.ts'
import type { OnSealed } from '../ledger/on-sealed.ts'
import { ANY_ACTION, type Subscription, VERSION_SOURCE } from '../webhook/webhook.ts'
import { aboutEvent, type Delivery, newDelivery } from './delivery.ts'
import type { ListeningWebhook } from './delivery-store.ts'

export interface FanOutParts extends Pick<Context, 'newId'> {
  /** Called for an event that cannot be read: no webhook is sent it. */
  readonly onTrouble: (place: Pick<SealedEvent, 'ledger' | 'position'>, error: unknown) => void
  /** Lets other work have its turn: a batch of events for a hundred webhooks is tens of thousands of deliveries. */
  readonly giveWay: () => Promise<unknown>
}

/** How many deliveries are written at a time: a few milliseconds. */
const AT_ONCE = 500

/** When events are sealed, writes a delivery for each webhook that subscribes to one of them. */
export const fanOutDeliveries =
  ({ newId, onTrouble, giveWay }: FanOutParts): OnSealed =>
  async ({ deliveries }, sealed, now) => {
    const listening = await deliveries.listListening([...new Set(sealed.map(({ ledger }) => ledger))])
    const byProject = Map.groupBy(listening.map(listener), ({ projectId }) => projectId)
    const wantedOf = (each: NewlySealedEvent): readonly Delivery[] => {
      const { ledger, position, subject } = each
      const webhooks = byProject.get(ledger) ?? []
      // HCP has no other source than versions, and assigning a version to a channel is an event of the version.
      if (webhooks.length === 0 || subject !== 'version') return []
      try {
        const { event } = each
        const recipients = webhooks.filter((webhook) => position > webhook.position && webhook.wants(event))
        if (recipients.length === 0) return []
        const about = aboutEvent(event)
        return recipients.map(({ id: webhookId }) =>
          newDelivery(newId(), { webhookId, eventId: event.id, about, position }, now),
        )
      } catch (error) {
        // An event that somebody has edited directly in the database must not keep later events from being sealed.
        onTrouble({ ledger, position }, error)
        return []
      }
    }
    let wanted: Delivery[] = []
    for (const each of sealed) {
      wanted.push(...wantedOf(each))
      if (wanted.length < AT_ONCE) continue
      await deliveries.enqueue(wanted, now)
      wanted = []
      await giveWay()
    }
    if (wanted.length > 0) await deliveries.enqueue(wanted, now)
  }

/** Prepares a webhook to be matched against many events: its subscriptions are parsed once. */
function listener({ id, projectId, subscriptions, registryId, position }: ListeningWebhook) {
  const actionsOf = actionsIn(subscriptions)
  return {
    id,
    projectId,
    position,
    wants: ({ action, bucketId }: Event): boolean =>
      ['', bucketId, registryId].some((resourceId) => {
        const actions = resourceId === null ? undefined : actionsOf.get(resourceId)
        return actions !== undefined && (actions.has(ANY_ACTION) || actions.has(action))
      }),
  }
}

type Actions = ReadonlyMap<string, ReadonlySet<string>>
/** Webhooks stay unchanged for many batches, so the result is remembered. */
const known = new WeakMap<readonly Subscription[], Actions>()

/** The subscribed actions on versions, by the id of the resource. */
function actionsIn(subscriptions: readonly Subscription[]): Actions {
  const before = known.get(subscriptions)
  if (before !== undefined) return before
  const actions = new Map(
    subscriptions.map(({ resourceId, events }) => [
      resourceId,
      new Set(events.filter(({ source }) => source === VERSION_SOURCE).map(({ action }) => action)),
    ]),
  )
  known.set(subscriptions, actions)
  return actions
}
