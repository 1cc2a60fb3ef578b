import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Delivery } from '../../../src/domain/record/delivery/delivery.ts'
import { fanOutDeliveries } from '../../../src/domain/record/delivery/fan-out-deliveries.ts'
import type { Ports } from '../../../src/domain/store.ts'
import { anEvent, anOrganization, aProject, at } from '../../storage/arrange.ts'
import { aWebhook } from '../../storage/arrange-webhooks.ts'

test('a webhook is sent what happened since it is there, and nothing that only got its place since', async () => {
  const project = aProject(anOrganization())
  const webhook = { ...aWebhook(project, { createdAt: at(1_000_000) }), registryId: null }
  const events = [900_000, 990_000, 1_001_000].map((milliseconds) =>
    anEvent(project, { at: at(milliseconds), subject: 'version' }),
  )
  const sealed = events.map((event, index) => ({ ledger: project.id, position: index + 1, hash: '', event }))
  const enqueued: Delivery[] = []
  const deliveries = {
    listListening: async () => [webhook],
    enqueue: async (given: readonly Delivery[]) => void enqueued.push(...given),
  }
  let id = 0
  await fanOutDeliveries({ newId: () => String(id++) })({ deliveries } as unknown as Ports, sealed, at(2_000_000))
  assert.deepEqual(
    enqueued.map(({ position, eventId }) => [position, eventId]),
    [
      [2, events[1]?.id],
      [3, events[2]?.id],
    ],
  )
})
