import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Delivery } from '../../../src/domain/record/delivery/delivery.ts'
import type { Event } from '../../../src/domain/record/event/event.ts'
import type { NewlySealedEvent } from '../../../src/domain/record/ledger/ledger.ts'
import { fanOutDeliveries } from '../../../src/domain/record/delivery/fan-out-deliveries.ts'
import type { Ports } from '../../../src/domain/store.ts'
import { anEvent, anOrganization, aProject, at } from '../../storage/arrange.ts'
import { aWebhook } from '../../storage/arrange-webhooks.ts'

test('a webhook is sent what comes after the position at which it began, whatever clocks said', async () => {
  const project = aProject(anOrganization())
  const webhook = { ...aWebhook(project, { createdAt: at(1_000_000) }), registryId: null, position: 1 }
  const events = [900_000, 990_000, 1_001_000].map((milliseconds) =>
    anEvent(project, { at: at(milliseconds), subject: 'version' }),
  )
  const sealed = events.map((event, index) => ({
    ...{ ledger: project.id, position: index + 1, hash: '', subject: 'version' },
    event,
  }))
  const enqueued: Delivery[] = []
  const deliveries = {
    listListening: async () => [webhook],
    enqueue: async (given: readonly Delivery[]) => void enqueued.push(...given),
  }
  let id = 0
  const parts = {
    newId: () => String(id++),
    giveWay: () => assert.fail('they are few'),
    onTrouble: (_: object, error: unknown) => {
      assert.ifError(error)
    },
  }
  await fanOutDeliveries(parts)({ deliveries } as unknown as Ports, sealed, at(2_000_000))
  assert.deepEqual(
    enqueued.map(({ position, eventId }) => [position, eventId]),
    [
      [2, events[1]?.id],
      [3, events[2]?.id],
    ],
  )
})

test('an event that cannot be read keeps none of the others, and is told of', async () => {
  const project = aProject(anOrganization())
  const webhook = { ...aWebhook(project, { createdAt: at(0) }), registryId: null, position: 0 }
  const good = anEvent(project, { at: at(1), subject: 'version' })
  const placeAt = (position: number) => ({ ledger: project.id, position, hash: '', subject: 'version' })
  const sealed: readonly NewlySealedEvent[] = [
    {
      ...placeAt(1),
      get event(): Event {
        throw new SyntaxError('no JSON')
      },
    },
    { ...placeAt(2), event: { ...good, payload: null as unknown as Event['payload'] } },
    { ...placeAt(3), event: { ...good, kind: undefined as unknown as Event['kind'] } },
    { ...placeAt(4), event: good },
  ]
  const enqueued: number[] = []
  const troubles: number[] = []
  const deliveries = {
    listListening: async () => [webhook],
    enqueue: async (given: readonly Delivery[]) => void enqueued.push(...given.map(({ position }) => position)),
  }
  const parts = {
    newId: () => 'id',
    onTrouble: ({ position }: { position: number }) => void troubles.push(position),
    giveWay: () => assert.fail('they are few'),
  }
  await fanOutDeliveries(parts)({ deliveries } as unknown as Ports, sealed, at(2))
  assert.deepEqual(
    [enqueued, troubles],
    [
      [2, 4],
      [1, 3],
    ],
  )
})

test('what a hundred webhooks are told of many events is written in pieces, between which others have their turn', async () => {
  const project = aProject(anOrganization())
  const listening = Array.from({ length: 100 }, () => ({
    ...aWebhook(project, { createdAt: at(0) }),
    registryId: null,
    position: 0,
  }))
  const sealed = Array.from({ length: 23 }, (_, index) => ({
    ...{ ledger: project.id, position: index + 1, hash: '', subject: 'version' },
    event: anEvent(project, { at: at(1), subject: 'version' }),
  }))
  const said: (number | 'turn')[] = []
  const deliveries = {
    listListening: async () => listening,
    enqueue: async (given: readonly Delivery[]) => void said.push(given.length),
  }
  const parts = {
    newId: () => 'id',
    onTrouble: (_: object, error: unknown) => {
      assert.ifError(error)
    },
    giveWay: async () => void said.push('turn'),
  }
  await fanOutDeliveries(parts)({ deliveries } as unknown as Ports, sealed, at(2))
  assert.deepEqual(said, [500, 'turn', 500, 'turn', 500, 'turn', 500, 'turn', 300])
})
