import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { Location } from '../../location.ts'
import type { Standing } from '../delivery/delivery-store.ts'
import { listWebhooks, type WebhookOverview } from './get-webhook.ts'
import type { Subscription } from './webhook.ts'

/** The target of a subscription. `unknown`: the resource was deleted, or does not exist yet. */
export type SubscribedThing =
  { readonly kind: 'project' | 'registry' | 'unknown' } | { readonly kind: 'bucket'; readonly name: string }

export interface StandingWebhook extends WebhookOverview, Omit<Standing, 'webhookId'> {
  readonly things: readonly { readonly subscription: Subscription; readonly thing: SubscribedThing }[]
}

const byName = { order: [{ field: 'name', descending: false }], size: null, edge: null } as const
/** The count of deliveries in each state stops at this number. */
const MOST_COUNTED = 1000

/** Lists all webhooks of a project, or the one of the given name, each with the state of its deliveries. */
export async function listWebhookStandings(
  context: Context,
  { location, name }: { readonly location: Location; readonly name: string | null },
): Promise<readonly StandingWebhook[]> {
  authorize(context, 'webhook.get', location)
  const { store } = context
  const { items } = await listWebhooks(context, { location, page: byName })
  const chosen = items.filter(({ webhook }) => name === null || webhook.name === name)
  const ids = chosen.map(({ webhook }) => webhook.id)
  const standings = new Map(
    (await store.deliveries.listStandings(ids, MOST_COUNTED)).map((one) => [one.webhookId, one]),
  )
  const thingOf = await thingsOf(
    context,
    location,
    chosen.flatMap(({ webhook }) => webhook.subscriptions),
  )
  return chosen.map((overview) => {
    const { webhook } = overview
    const { waiting = 0, setAside = 0, givenUp = 0, nextAt = null } = standings.get(webhook.id) ?? {}
    const things = webhook.subscriptions.map((subscription) => ({ subscription, thing: thingOf(subscription) }))
    return { ...overview, waiting, setAside, givenUp, nextAt: webhook.enabled ? nextAt : null, things }
  })
}

async function thingsOf(
  { store }: Context,
  { projectId }: Location,
  subscriptions: readonly Subscription[],
): Promise<(subscription: Subscription) => SubscribedThing> {
  const ids = [...new Set(subscriptions.map(({ resourceId }) => resourceId))].filter((id) => id !== '')
  const registry = ids.length === 0 ? undefined : await store.registries.find(projectId)
  const buckets = ids.length === 0 ? [] : await store.buckets.findMany(ids)
  const names = new Map(buckets.filter((bucket) => bucket.projectId === projectId).map(({ id, name }) => [id, name]))
  return ({ resourceId }) => {
    if (resourceId === '') return { kind: 'project' }
    if (resourceId === registry?.id) return { kind: 'registry' }
    const name = names.get(resourceId)
    return name === undefined ? { kind: 'unknown' } : { kind: 'bucket', name }
  }
}
