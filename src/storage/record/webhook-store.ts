import type { Kysely } from 'kysely'
import type { WebhookOrderField, WebhookStore } from '../../domain/record/webhook/webhook-store.ts'
import type { Subscription, Webhook } from '../../domain/record/webhook/webhook.ts'
import { fetchPage, keysetOf } from '../query/keyset.ts'
import { codecOf, countOf, flag, json, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

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

export const webhookStore = (db: Kysely<Schema>): WebhookStore => ({
  insert: (webhook) => webhooks.insertNew(db, webhook, 'project_id', 'name'),
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
