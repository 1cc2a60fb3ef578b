import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Instant, later } from '../../../src/domain/clock.ts'
import type { Context } from '../../../src/domain/context.ts'
import { aboutEvent, type Delivery, newDelivery } from '../../../src/domain/record/delivery/delivery.ts'
import type { DeliveryStore } from '../../../src/domain/record/delivery/delivery-store.ts'
import { UnreadableEvent } from '../../../src/domain/record/event/unreadable-event.ts'
import type { Webhook } from '../../../src/domain/record/webhook/webhook.ts'
import { deliver, type DeliveringParts } from '../../../src/jobs/webhook/deliver.ts'
import { anEvent, anOrganization, aProject, at } from '../../storage/arrange.ts'
import { aWebhook } from '../../storage/arrange-webhooks.ts'

const HOUR = 3_600_000
const project = aProject(anOrganization())
const event = anEvent(project)
const given = aWebhook(project)
const made = (id: string, createdAt: Instant, more: Partial<Delivery> = {}): Delivery => ({
  ...newDelivery(id, { webhookId: given.id, eventId: event.id, about: aboutEvent(event), position: 1 }, createdAt),
  ...more,
})

/** Works through one claim of a webhook, with a store in memory, at 48 hours. */
async function claimed(
  deliveries: readonly Delivery[],
  statusOf: (count: number) => number,
  kept: Partial<Webhook> | null = {},
  lost: readonly string[] = [],
  stopsWhileWaiting = false,
) {
  const rows = new Map(deliveries.map((each) => [each.id, each]))
  const webhook: Webhook = { ...given, failingSince: at(0) }
  const seen = { sent: 0, updated: [] as string[], givenUp: [] as string[], released: [] as unknown[] }
  const inState = (state: string) => [...rows.values()].filter((each) => each.state === state)
  const port: Partial<DeliveryStore> = {
    listWaiting: async (_id, limit) => inState('waiting').slice(0, limit),
    findSetAside: async (_id, madeBy) =>
      inState('set-aside').find(({ createdAt }) => madeBy === null || createdAt <= madeBy),
    keep: async () => (kept === null ? undefined : { ...webhook, ...kept }),
    markFailing: async () => undefined,
    update: async (delivery) => {
      seen.updated.push(delivery.id)
      rows.set(delivery.id, delivery)
    },
    release: async (_id, nextAt, paused) => void seen.released.push([nextAt, paused]),
  }
  let isStopping = false
  const store = { deliveries: port, transaction: (work: (tx: object) => unknown) => work({ deliveries: port }) }
  const parts = {
    cipher: {},
    factsOf: async (id: string) => {
      if (id === 'unreadable') throw new UnreadableEvent(id, new SyntaxError('no JSON'))
      return lost.includes(id) ? undefined : { event, facts: { version: null } }
    },
    giveWay: async () => {
      isStopping = stopsWhileWaiting
    },
    sendTo: async () => ({ sent: {}, answer: { status: statusOf(seen.sent++), headers: {}, body: '' } }),
    onGivenUp: (_webhook: Webhook, { id }: Delivery) => void seen.givenUp.push(id),
    onTrouble: (_webhook: Webhook, error: unknown) => {
      if (!(error instanceof UnreadableEvent)) throw error
    },
    isStopping: () => isStopping,
  }
  const context = { store, clock: { now: () => at(48 * HOUR) } } as unknown as Context
  await deliver(context, { webhook, until: at(49 * HOUR) }, parts as unknown as DeliveringParts)
  return seen
}
const PAUSED = [[later(at(48 * HOUR), HOUR / 6), true]]

test('a receiver that has been away for days is asked once, however much is past its day', async () => {
  const { sent, givenUp, released } = await claimed(
    [1, 2, 3].map((n) => made(`${n}`, at(n))),
    () => 500,
  )
  assert.deepEqual([sent, givenUp, released], [1, ['1'], PAUSED])
})

test('what is set aside is tried before all that waits once it is past its day', async () => {
  const aside = [1, 2].map((n) => made(`aside-${n}`, at(n), { state: 'set-aside', againAt: at(24 * HOUR) }))
  const deliveries = [made('head', at(47 * HOUR)), ...aside]
  const { updated, givenUp, released } = await claimed(deliveries, (count) => (count < 2 ? 400 : 500))
  assert.deepEqual(
    [updated, givenUp],
    [
      ['aside-1', 'aside-2', 'head'],
      ['aside-1', 'aside-2'],
    ],
  )
  assert.equal(released.length, 1)
})

test('what somebody else has claimed meanwhile is not told to be given up', async () => {
  const { givenUp, updated, released } = await claimed([made('one', at(0))], () => 500, null)
  assert.deepEqual([givenUp, updated, released], [[], [], []])
})

test('a message whose event is gone from the database is given up, and holds up nothing', async () => {
  const deliveries = [made('lost', at(47 * HOUR), { eventId: 'gone' }), made('next', at(47 * HOUR))]
  const { sent, givenUp, updated } = await claimed(deliveries, () => 200, {}, ['gone'])
  assert.deepEqual([sent, givenUp, updated], [1, ['lost'], ['lost', 'next']])
})

test('a message whose event cannot be read is given up, and holds up nothing', async () => {
  const deliveries = [made('lost', at(47 * HOUR), { eventId: 'unreadable' }), made('next', at(47 * HOUR))]
  const { sent, givenUp, updated } = await claimed(deliveries, () => 200)
  assert.deepEqual([sent, givenUp, updated], [1, ['lost'], ['lost', 'next']])
})

test('nothing is sent any more by a server that is stopped while it waits for its turn', async () => {
  const { sent, updated, released } = await claimed([made('one', at(47 * HOUR))], () => 200, {}, [], true)
  assert.deepEqual([sent, updated, released], [0, [], [[at(48 * HOUR), false]]])
})

test('a receiver that is another one by now is not paused for what the one before did', async () => {
  const { released } = await claimed([made('one', at(47 * HOUR))], () => 500, {
    url: 'https://mended.example',
    enabled: false,
  })
  assert.deepEqual(released, [[at(48 * HOUR), false]])
})
