import type { Context } from '../../context.ts'
import type { Event } from '../event/event.ts'
import type { NewlySealedEvent, SealedEvent } from '../ledger/ledger.ts'
import type { OnSealed } from '../ledger/on-sealed.ts'
import { ANY_ACTION, type Subscription, VERSION_SOURCE } from '../webhook/webhook.ts'
import { aboutEvent, type Delivery, newDelivery } from './delivery.ts'
import type { ListeningWebhook } from './delivery-store.ts'

export interface FanOutParts extends Pick<Context, 'newId'> {
  /** Is told of an event that cannot be read: no webhook is sent it. */
  readonly onTrouble: (place: Pick<SealedEvent, 'ledger' | 'position'>, error: unknown) => void
  /** Lets others have their turn: a batch of events for a hundred webhooks is tens of thousands of deliveries. */
  readonly giveWay: () => Promise<unknown>
}

/** Written at once: some milliseconds. */
const AT_ONCE = 500

/** Writes a delivery for each webhook that wants an event, when that gets its place. */
export const fanOutDeliveries =
  ({ newId, onTrouble, giveWay }: FanOutParts): OnSealed =>
  async ({ deliveries }, sealed, now) => {
    const listening = await deliveries.listListening([...new Set(sealed.map(({ ledger }) => ledger))])
    const byProject = Map.groupBy(listening.map(listener), ({ projectId }) => projectId)
    const wantedOf = (each: NewlySealedEvent): readonly Delivery[] => {
      const { ledger, position, subject } = each
      const webhooks = byProject.get(ledger) ?? []
      // HCP's source is of versions alone, and what points a channel at one is told as its event.
      if (webhooks.length === 0 || subject !== 'version') return []
      try {
        const { event } = each
        const told = webhooks.filter((webhook) => position > webhook.position && webhook.wants(event))
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

/** A webhook as it is asked for each of many events: what it is subscribed to is looked through once. */
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
/** Webhooks stay as they are for many batches. */
const known = new WeakMap<readonly Subscription[], Actions>()

/** Of versions, by the resource that they are of. */
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
