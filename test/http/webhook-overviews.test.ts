// The state of webhooks and of their deliveries, as pages request it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { completeVersion, newBucket, newChannel } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { type Receiver, withStatus } from '../support/receiver.ts'
import type { TestRegistry } from '../support/registry.ts'
import { createWebhook, startTold, webhookOf } from '../support/told-registry.ts'
import { until } from '../support/until.ts'

const source = 'hashicorp.packer.version'
const DAY_MS = 24 * 3_600_000
const LONGEST_PAUSE_MS = 600_000

for (const database of databases())
  describe(`overviews of webhooks on ${database.name}`, () => {
    let registry: TestRegistry
    let receiver: Receiver
    let close: () => Promise<void>
    let admin: Client
    before(async () => {
      ;({ registry, receiver, close } = await startTold(database))
      admin = registry.admin
    })
    after(() => close())

    const create = (name: string, enabled: boolean, token: string, subscriptions: Json) =>
      createWebhook(
        { ...registry, admin },
        { name, enabled, config: { url: receiver.at(`/${name}`), hmac_key: token }, subscriptions },
      )
    const overview = async (webhook_name: string): Promise<Json> => {
      const { webhooks } = await admin.ok('AssayService_ListWebhookOverviews', { query: { webhook_name } })
      assert.equal(webhooks.length, 1)
      return webhooks[0]
    }
    const deliveries = async (webhook_name: string, query = {}): Promise<Json[]> =>
      (await admin.ok('AssayService_ListDeliveries', { params: { webhook_name }, query })).deliveries

    test('what webhooks are subscribed to is told by name, what is not there as unknown', async () => {
      const bucket = await newBucket(admin, 'told')
      const { bucket: told } = await bucket.ok('GetBucket')
      const { registry: own } = await admin.ok('PackerService_GetRegistry', {})
      const events = [{ action: 'revoke', source }]
      const things = [told.id, own.id, 'nothing', ''].map((resource_id) => ({ resource_id, events }))
      await create('b-draft', false, '', things)
      await create('a-signed', true, 'token', [{ resource_id: '', events: [{ action: '*', source }] }])
      const { webhooks } = await admin.ok('AssayService_ListWebhookOverviews', {})
      const [signed, draft] = webhooks
      const host = new URL(receiver.at('/')).host
      const { created_at, updated_at, ...rest } = draft
      assert.equal(created_at, updated_at)
      assert.deepEqual(rest, {
        ...webhookOf(registry, 'b-draft'),
        ...{ name: 'b-draft', description: '', enabled: false, host, format: 'hcp', signed: false },
        subscriptions: [
          { resource_id: told.id, kind: 'BUCKET', bucket_name: 'told', actions: ['revoke'] },
          { resource_id: own.id, kind: 'REGISTRY', bucket_name: '', actions: ['revoke'] },
          { resource_id: 'nothing', kind: 'UNKNOWN', bucket_name: '', actions: ['revoke'] },
          { resource_id: '', kind: 'PROJECT', bucket_name: '', actions: ['revoke'] },
        ],
        ...{ waiting_count: 0, set_aside_count: 0, given_up_count: 0, next_try_at: null, last_delivery: null },
      })
      assert.deepEqual([webhooks.length, signed.name, signed.signed], [2, 'a-signed', true])
      assert.deepEqual(await admin.ok('AssayService_ListWebhookOverviews', { query: { webhook_name: 'none' } }), {
        webhooks: [],
      })
    })

    test('what waits, when it is tried again, and what was given up is counted, and listed by itself', async () => {
      receiver.answer('/failing', (response, { body }) => {
        withStatus(['test', 'create'].includes(body.event_action) ? 200 : 503)(response)
      })
      await create('failing', true, 'token', [{ resource_id: '', events: [{ action: '*', source }] }])
      const bucket = await newBucket(admin, 'waiting')
      await completeVersion(bucket, 'one')
      await newChannel(bucket, 'production', 'one')
      await until(async () => (await overview('failing')).last_delivery?.tries > 0)
      await registry.runDueJobs()
      const failing = await overview('failing')
      assert.deepEqual([failing.waiting_count, failing.given_up_count], [3, 0])
      const { state, failure, action, tried_at } = failing.last_delivery
      assert.ok(failing.next_try_at >= tried_at)
      assert.deepEqual([state, failure, action], ['WAITING', 'answered with the status 503', 'complete'])
      const waiting = await deliveries('failing', { state: 'WAITING' })
      assert.deepEqual(
        waiting.map(({ action, bucket_name, version_name, version_fingerprint, channel_name }) => [
          ...[action, bucket_name, version_name, version_fingerprint, channel_name],
        ]),
        [
          ['assign', 'waiting', 'v1', 'one', 'production'],
          ['assign', 'waiting', 'v1', 'one', 'latest'],
          ['complete', 'waiting', 'v1', 'one', ''],
        ],
      )
      assert.equal((await deliveries('failing')).length, 4)

      await admin.ok('WebhookService_UpdateWebhook', {
        params: { resource_name: failing.resource_name },
        body: { update_mask: 'enabled', webhook: { enabled: false } },
      })
      assert.deepEqual((await overview('failing')).next_try_at, null)
      receiver.answer('/failing', (response, { body }) => {
        withStatus(body.event_action === 'test' ? 200 : 503)(response)
      })
      await admin.ok('WebhookService_UpdateWebhook', {
        params: { resource_name: failing.resource_name },
        body: { update_mask: 'enabled', webhook: { enabled: true } },
      })
      registry.clock.advance(DAY_MS)
      admin = await registry.logIn()
      // If a delivery was tried since the webhook was enabled, the receiver has failed for a day, and is only tried
      // every ten minutes.
      for (let message = 0; message < 3; message++) {
        await registry.runDueJobs()
        registry.clock.advance(LONGEST_PAUSE_MS)
      }
      await until(async () => (await overview('failing')).given_up_count === 3)
      const givenUp = await deliveries('failing', { state: 'GIVEN_UP', 'pagination.page_size': 2 })
      assert.deepEqual([givenUp.length, givenUp[0]?.state], [2, 'GIVEN_UP'])
      await admin.refused('AssayService_ListDeliveries', 3, {
        params: { webhook_name: 'failing' },
        query: { state: 'DELIVERED' },
      })
    })

    test('what is refused for what it says is told as set aside', async () => {
      receiver.answer('/picky', (response, { body }) => {
        withStatus(body.event_action === 'create' ? 400 : 200)(response)
      })
      await create('picky', true, '', [{ resource_id: '', events: [{ action: '*', source }] }])
      await completeVersion(await newBucket(admin, 'picky'), 'one')
      await until(async () => (await deliveries('picky')).filter(({ state }) => state === 'DELIVERED').length === 2)
      const { waiting_count, set_aside_count } = await overview('picky')
      const aside = await deliveries('picky', { state: 'SET_ASIDE' })
      assert.deepEqual([waiting_count, set_aside_count, aside.length, aside[0]?.action], [0, 1, 1, 'create'])
      assert.ok(aside[0]?.next_try_at >= aside[0]?.tried_at)
    })

    test('one delivery is shown with its request and its response', async () => {
      await create('shown', true, '', [{ resource_id: '', events: [{ action: 'create', source }] }])
      const bucket = await newBucket(admin, 'shown')
      await bucket.ok('CreateVersion', { body: { fingerprint: 'one' } })
      await until(async () => (await deliveries('shown'))[0]?.state === 'DELIVERED')
      const [listed] = await deliveries('shown')
      const params = { webhook_name: 'shown', delivery_id: listed?.id as string }
      const { delivery, request, response } = await admin.ok('AssayService_GetDelivery', { params })
      assert.deepEqual(delivery, listed)
      const [told] = receiver.toldAt('/shown').filter(({ body }) => body.event_action === 'create')
      assert.deepEqual([request.url, request.payload], [receiver.at('/shown'), told?.body])
      assert.equal(request.headers['User-Agent'], 'Assay-Webhook')
      assert.deepEqual([response.status_code, response.body], [200, 'thank you'])
      await admin.refused('AssayService_GetDelivery', 5, { params: { ...params, delivery_id: 'none' } })
      await admin.refused('AssayService_GetDelivery', 5, { params: { ...params, webhook_name: 'a-signed' } })
    })

    test('a webhook is tested as it is, enabled or not, and nothing follows', async () => {
      await create('tested', false, 'token', [])
      const params = { webhook_name: 'tested' }
      const good = await admin.ok('AssayService_TestWebhook', { params })
      const [told] = receiver.toldAt('/tested')
      assert.deepEqual([good.failure, good.response.status_code, good.request.payload], ['', 200, told?.body])
      assert.equal(good.request.headers['X-Hcp-Webhook-Signature'], told?.headers['x-hcp-webhook-signature'])
      receiver.answer('/tested', withStatus(404))
      const bad = await admin.ok('AssayService_TestWebhook', { params })
      assert.deepEqual([bad.failure, bad.response.status_code], ['answered with the status 404', 404])
      const { enabled, last_delivery } = await overview('tested')
      assert.deepEqual([enabled, last_delivery], [false, null])
      await admin.refused('AssayService_TestWebhook', 5, { params: { webhook_name: 'none' } })
    })
  })
