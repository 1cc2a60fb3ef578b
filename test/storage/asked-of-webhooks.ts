// Calls of the ports of webhooks and deliveries; see asked-of-ports.ts.
import { aboutEvent, newDelivery } from '../../src/domain/record/delivery/delivery.ts'
import type { PageRequest } from '../../src/domain/page.ts'
import type {
  DeliveriesOf,
  DeliveryOrderField,
  DeliveryStore,
} from '../../src/domain/record/delivery/delivery-store.ts'
import type { WebhookStore } from '../../src/domain/record/webhook/webhook-store.ts'
import { type Asked, down, pages, up } from './asked-pages.ts'
import { aWebhook } from './arrange-webhooks.ts'
import { AT, known, SOON } from './years.ts'

const MANY = 300
const webhook = aWebhook({ id: known.project })
const about = aboutEvent({ kind: 'version.created', action: 'create', payload: {} })
const delivery = newDelivery('fresh', { webhookId: known.webhook, eventId: 'event', about, position: 1 }, AT)
const listed = (state: DeliveriesOf['state']) => (port: DeliveryStore, page: PageRequest<DeliveryOrderField>) =>
  port.list({ webhookId: known.webhook, state }, page)

export const askedOfWebhooks: {
  readonly webhooks: { readonly [Method in keyof WebhookStore]: Readonly<Record<string, Asked<WebhookStore>>> }
  readonly deliveries: { readonly [Method in keyof DeliveryStore]: Readonly<Record<string, Asked<DeliveryStore>>> }
} = {
  webhooks: {
    insert: { one: (port) => port.insert(webhook) },
    find: { one: (port) => port.find(known.project, known.webhookName) },
    list: pages((port, page) => port.list(known.project, page), {
      'by age': [[AT, known.webhook], up('createdAt')],
      'by name': [[known.webhookName, known.webhook], down('name')],
    }),
    count: { all: (port) => port.count(known.project) },
    update: {
      one: (port) => port.update({ ...webhook, id: known.webhook }, webhook),
      'the token as well': (port) => port.update({ ...webhook, id: known.webhook }, { token: 'old' }),
    },
    delete: { one: (port) => port.delete(known.webhook) },
  },
  deliveries: {
    listListening: { few: (port) => port.listListening([known.project, known.otherProject]) },
    enqueue: {
      one: (port) => port.enqueue([delivery], SOON),
      many: (port) =>
        port.enqueue(
          Array.from({ length: MANY }, (_, n) => ({ ...delivery, id: `fresh-${n}` })),
          SOON,
        ),
    },
    claim: {
      one: (port) => port.claim(SOON, '2027', '2028', []),
      'of others': (port) => port.claim(SOON, '2027', '2028', [known.project]),
    },
    bringForward: { all: (port) => port.bringForward(AT, SOON) },
    findTold: { some: (port) => port.findTold(['event-1000501', 'event-1000502']) },
    nextAt: { one: (port) => port.nextAt([]), 'of others': (port) => port.nextAt([known.project]) },
    keep: {
      one: (port) => port.keep({ webhook: { ...webhook, id: known.webhook }, until: SOON }, SOON, known.delivery),
    },
    release: { one: (port) => port.release(known.webhook, SOON, false) },
    markFailing: { one: (port) => port.markFailing(known.webhook, AT) },
    wake: { one: (port) => port.wake(known.webhook, SOON) },
    listWaiting: { one: (port) => port.listWaiting(known.webhook, 10) },
    findSetAside: {
      one: (port) => port.findSetAside(known.webhook, null),
      old: (port) => port.findSetAside(known.webhook, AT),
    },
    find: { one: (port) => port.find(known.webhook, known.delivery) },
    update: { one: (port) => port.update({ ...delivery, id: known.delivery, webhookId: known.webhook }) },
    list: {
      ...pages(listed(null), { 'by age': [[AT, known.delivery], down('createdAt')] }),
      ...pages(listed('waiting'), { waiting: [[7, known.delivery], down('position')] }),
      ...pages(listed('set-aside'), { 'set aside': [[AT, known.delivery], up('againAt')] }),
      ...pages(listed('given-up'), { 'given up': [[AT, known.delivery], down('endedAt')] }),
    },
    listStandings: { few: (port) => port.listStandings([known.webhook], 10) },
    listLast: { few: (port) => port.listLast([known.webhook]) },
    listGivenUp: { some: (port) => port.listGivenUp(known.webhook, AT, 10) },
    markSentAgain: { few: (port) => port.markSentAgain([known.delivery]) },
    nextWebhook: { one: (port) => port.nextWebhook(known.webhook) },
    listOld: {
      first: (port) => port.listOld(known.webhook, AT, null, 10),
      some: (port) =>
        port.listOld(
          known.webhook,
          AT,
          { id: known.delivery, webhookId: known.webhook, createdAt: AT, state: 'waiting', isWebhookEnabled: true },
          10,
        ),
    },
    delete: { few: (port) => port.delete([known.delivery]) },
  },
}
