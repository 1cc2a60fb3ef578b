import { fail, invalidArgument, notFound, shown } from '../../errors.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { Subscription, Webhook } from './webhook.ts'

/** Identifies a webhook by its project and its name. */
export interface WebhookRef {
  readonly location: Location
  readonly name: string
}

export const requireWebhook = async (
  { webhooks }: Pick<Ports, 'webhooks'>,
  { location, name }: WebhookRef,
): Promise<Webhook> => (await webhooks.find(location.projectId, name)) ?? fail(notFound('webhook', name))

/** Throws `invalid_argument`, naming the field, for an id that is neither that of the project's registry nor that of one of its buckets. */
export async function requireResources(
  { registries, buckets }: Pick<Ports, 'registries' | 'buckets'>,
  { projectId }: Location,
  subscriptions: readonly Subscription[],
): Promise<void> {
  const ids = subscriptions.map(({ resourceId }) => resourceId).filter((id) => id !== '')
  if (ids.length === 0) return
  const registry = await registries.find(projectId)
  const found = (await buckets.findMany(ids)).filter((bucket) => bucket.projectId === projectId)
  const known = new Set([...found.map(({ id }) => id), ...(registry ? [registry.id] : [])])
  const unknown = subscriptions.findIndex(({ resourceId }) => resourceId !== '' && !known.has(resourceId))
  if (unknown !== -1)
    throw invalidArgument(
      `subscriptions[${unknown}].resource_id`,
      `"${shown(subscriptions[unknown]?.resourceId ?? '')}" is neither the registry of the project nor a bucket of it: use the id of one, or none for the whole project`,
    )
}
