import type { Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { ListeningWebhook } from '../../domain/record/delivery/delivery-store.ts'
import type { WebhookOrderField, WebhookStore } from '../../domain/record/webhook/webhook-store.ts'
import type { Subscription, Webhook } from '../../domain/record/webhook/webhook.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { inSmallBatches } from '../query/batches.ts'
import { asGiven } from '../query/given.ts'
import { fetchPage, keysetOf } from '../query/keyset.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import { codecOf, countOf, flag, json, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'
import { endOf } from './end-of.ts'

export const webhooks = table(
  'webhook',
  codecOf<Webhook>()(
    [
      ...(['id', 'projectId', 'name', 'description', 'enabled', 'url', 'token', 'format', 'subscriptions'] as const),
      ...(['failingSince', 'createdAt', 'updatedAt'] as const),
    ],
    { enabled: flag, subscriptions: json<readonly Subscription[]>() },
  ),
)
const keyset = keysetOf<WebhookOrderField>('webhook', { createdAt: 'string', name: 'string' })

export const webhookStore = (db: Kysely<Schema>, capabilities: Pick<Capabilities, 'counting'>): WebhookStore => ({
  async insert(webhook) {
    if (!(await webhooks.insertNew(db, webhook, 'project_id', 'name'))) return false
    const { id, projectId } = webhook
    const position = await endOf(db, capabilities, projectId)
    await db.updateTable('webhook').set({ position }).where('id', '=', id).execute()
    return true
  },
  find: (projectId, name) => webhooks.find(db, { project_id: projectId, name }),
  list: (projectId, request) =>
    fetchPage(
      { query: db.selectFrom('webhook').select(webhooks.columns).where('project_id', '=', projectId), keyset, request },
      webhooks.itemOf,
    ),
  count: (projectId) => countOf(db.selectFrom('webhook').where('project_id', '=', projectId)),
  update: (webhook, before) =>
    webhooks.update(
      db,
      webhook,
      ...(['name', 'description', 'enabled', 'url', 'format', 'subscriptions', 'updated_at'] as const),
      ...(webhook.token === before.token ? [] : (['token'] as const)),
    ),
  async delete(id) {
    await db.deleteFrom('webhook').where('id', '=', id).execute()
  },
})

/** The total length of the JSON whose parsed subscriptions are remembered. */
const REMEMBERED_CHARACTERS = 4 * 1024 * 1024

/**
 * The enabled webhooks of projects, in the order of their ids. Callers ask for every batch of events, and a webhook's
 * subscriptions may be thousands of actions, so these are read and parsed once for as long as the webhook stays as it is.
 */
export function listeningWebhooks({ isAmong }: Pick<Capabilities, 'isAmong'>) {
  const known = new LRUCache<string, readonly Subscription[]>({ maxSize: REMEMBERED_CHARACTERS })
  const listEnabled = preparedQuery((db, { projectIds }: Record<'projectIds', string>) =>
    db
      .selectFrom('webhook')
      .leftJoin('registry', 'registry.project_id', 'webhook.project_id')
      .select([
        'webhook.id',
        'webhook.project_id',
        'webhook.position',
        'webhook.updated_at',
        'registry.id as registry_id',
      ])
      .where(isAmong('webhook.project_id', projectIds))
      .where('enabled', '=', 1),
  )
  const nameOf = ({ id, updated_at }: { readonly id: string; readonly updated_at: string }) => `${id} ${updated_at}`

  async function read(db: Kysely<Schema>, ids: readonly string[]) {
    const rows = await db
      .selectFrom('webhook')
      .select(['id', 'updated_at', 'subscriptions'])
      .where(isAmong('id', asGiven(ids)))
      .execute()
    return rows.map((row) => {
      const subscriptions = JSON.parse(row.subscriptions) as readonly Subscription[]
      known.set(nameOf(row), subscriptions, { size: row.subscriptions.length })
      return { id: row.id, subscriptions }
    })
  }

  return async (db: Kysely<Schema>, projectIds: readonly string[]): Promise<readonly ListeningWebhook[]> => {
    const rows = await listEnabled(db, { projectIds: asGiven(projectIds) })
    const found = new Map(rows.map((row) => [row.id, known.get(nameOf(row))]))
    const unknown = rows.map(({ id }) => id).filter((id) => found.get(id) === undefined)
    for (const { id, subscriptions } of await inSmallBatches(unknown, (ids) => read(db, ids)))
      found.set(id, subscriptions)
    return rows
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .map(({ id, project_id, position, registry_id }) => ({
        id,
        projectId: project_id,
        subscriptions: found.get(id) ?? [],
        position,
        registryId: registry_id,
      }))
  }
}
