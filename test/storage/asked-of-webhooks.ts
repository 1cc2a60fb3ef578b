// What is asked of webhooks, for query-plans.test.ts.
import type { WebhookStore } from '../../src/domain/record/webhook/webhook-store.ts'
import { type Asked, down, pages, up } from './asked-pages.ts'
import { aWebhook } from './arrange-webhooks.ts'
import { AT, known } from './years.ts'

const webhook = aWebhook({ id: known.project })

export const askedOfWebhooks: {
  readonly webhooks: { readonly [Method in keyof WebhookStore]: Readonly<Record<string, Asked<WebhookStore>>> }
} = {
  webhooks: {
    insert: { one: (port) => port.insert(webhook) },
    find: { one: (port) => port.find(known.project, known.webhookName) },
    list: pages((port, page) => port.list(known.project, page), {
      'by age': [[AT, known.webhook], up('createdAt')],
      'by name': [[known.webhookName, known.webhook], down('name')],
    }),
    count: { all: (port) => port.count(known.project) },
    update: { one: (port) => port.update({ ...webhook, id: known.webhook }) },
    delete: { one: (port) => port.delete(known.webhook) },
  },
}
