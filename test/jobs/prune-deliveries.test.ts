// Old deliveries are deleted, whatever else of their age is still to be sent.
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { registryActor } from '../../src/domain/principal/principal.ts'
import { newDelivery } from '../../src/domain/record/delivery/delivery.ts'
import type { Webhook } from '../../src/domain/record/webhook/webhook.ts'
import { pruneDeliveriesJob } from '../../src/jobs/prune-deliveries.ts'
import { ledgersOn } from '../domain/record/ledger/ledgers.ts'
import { aJob } from '../storage/arrange-lifecycle.ts'
import { aWebhook } from '../storage/arrange-webhooks.ts'
import { at, newId } from '../storage/arrange.ts'
import { databases, type TestDatabase } from '../support/databases.ts'

const DAY = 24 * 60 * 60 * 1000
const KEPT = 7 * DAY
const NOW = 30 * DAY
const about = { action: '', bucketName: '', versionName: '', versionFingerprint: '', channelName: '' }

async function aScene(t: TestContext, database: TestDatabase) {
  const { store, past, project } = await ledgersOn(t, database)
  const context = { actor: registryActor, store, clock: { now: () => at(NOW) }, newId }
  const run = pruneDeliveriesJob(context, { keptMs: KEPT })
  return {
    webhook: async (given: Partial<Webhook> = {}) => {
      const webhook = aWebhook(project, given)
      await store.transaction((tx) => tx.webhooks.insert(webhook))
      return webhook
    },
    /** Stores so many deliveries that were made at the same time, in this state. */
    sent: async ({ id: webhookId }: Pick<Webhook, 'id'>, count: number, state: string, madeAt: number) => {
      const made = Array.from({ length: count }, () =>
        newDelivery(newId(), { webhookId, eventId: newId(), about, position: 1 }, at(madeAt)),
      )
      await store.transaction(({ deliveries }) => deliveries.enqueue(made, at(madeAt)))
      const [first, last] = [made[0]?.id ?? '', made.at(-1)?.id ?? '']
      if (state !== 'waiting')
        await past
          .updateTable('webhook_delivery')
          .set({ state: state as 'waiting', ended_at: at(madeAt) })
          .where('id', '>=', first)
          .where('id', '<=', last)
          .where('webhook_id', '=', webhookId)
          .execute()
    },
    left: async () => {
      const rows = await past
        .selectFrom('webhook_delivery')
        .select((row) => ['webhook_id', 'state', row.fn.countAll().as('count')])
        .groupBy(['webhook_id', 'state'])
        .execute()
      return Object.fromEntries(rows.map(({ webhook_id, state, count }) => [`${webhook_id} ${state}`, Number(count)]))
    },
    run: (isStopping = () => false) => run(aJob({ kind: 'prune-deliveries' }), isStopping),
  }
}

for (const database of databases())
  describe(`pruning deliveries on ${database.name}`, () => {
    test('takes all that is over and old, however much that is older is still to be sent', async (t) => {
      const { webhook, sent, left, run } = await aScene(t, database)
      const [dead, off] = [await webhook(), await webhook({ enabled: false })]
      await sent(dead, 600, 'waiting', DAY)
      await sent(dead, 10, 'set-aside', DAY)
      await sent(dead, 1200, 'delivered', DAY)
      await sent(dead, 300, 'given-up', 2 * DAY)
      await sent(dead, 5, 'sent-again', 3 * DAY)
      await sent(off, 7, 'waiting', 4 * DAY)
      await sent({ id: 'gone' }, 8, 'waiting', 5 * DAY)
      await sent(dead, 9, 'delivered', NOW - KEPT)
      assert.equal(await run(), at(NOW + 600_000))
      const kept = { [`${dead.id} waiting`]: 600, [`${dead.id} set-aside`]: 10, [`${dead.id} delivered`]: 9 }
      assert.deepEqual(await left(), kept)
      assert.equal(await run(), at(NOW + 600_000))
      assert.deepEqual(await left(), kept)
    })

    test('goes on behind what it has looked at, when its time was over', async (t) => {
      const { webhook, sent, left, run } = await aScene(t, database)
      const dead = await webhook()
      await sent(dead, 1100, 'waiting', DAY)
      await sent(dead, 700, 'delivered', DAY)
      for (let runs = 0; runs < 3; runs++) assert.equal(await run(() => true), at(NOW))
      assert.deepEqual(await left(), { [`${dead.id} waiting`]: 1100, [`${dead.id} delivered`]: 300 })
      assert.equal(await run(), at(NOW + 600_000))
      assert.deepEqual(await left(), { [`${dead.id} waiting`]: 1100 })
    })
  })
