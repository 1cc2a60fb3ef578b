// Deliveries of webhooks: the requested events, in order, until each is accepted or given up.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { later } from '../../src/domain/clock.ts'
import { aboutEvent, newDelivery } from '../../src/domain/record/delivery/delivery.ts'
import type { Webhook } from '../../src/domain/record/webhook/webhook.ts'
import { completeVersion, newBucket, newChannel, assign } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { type Receiver, type Told, withStatus } from '../support/receiver.ts'
import type { TestRegistry } from '../support/registry.ts'
import { createWebhook, startTold, webhookOf } from '../support/told-registry.ts'
import { until } from '../support/until.ts'

const SOURCE = 'hashicorp.packer.version'
const HOUR = 3_600_000

interface Subscribed {
  readonly resource_id?: string
  readonly actions?: readonly string[]
}

for (const database of databases())
  describe(`deliveries on ${database.name}`, () => {
    let registry: TestRegistry
    let receiver: Receiver
    let close: () => Promise<void>
    let admin: Client
    before(async () => {
      ;({ registry, receiver, close } = await startTold(database))
      admin = registry.admin
    })
    after(() => close())

    const nameOf = (name: string): string => webhookOf(registry, name).resource_name
    const subscribe = async (name: string, { resource_id = '', actions = ['*'] }: Subscribed = {}): Promise<Json> => {
      const events = actions.map((action) => ({ action, source: SOURCE }))
      const config = { url: receiver.at(`/${name}`), hmac_key: 'token' }
      const subscriptions = [{ resource_id, events }]
      return createWebhook({ ...registry, admin }, { name, enabled: true, config, subscriptions })
    }
    const change = (name: string, update_mask: string, webhook: Json) =>
      admin.ok('WebhookService_UpdateWebhook', {
        params: { resource_name: nameOf(name) },
        body: { update_mask, webhook },
      })
    const remove = (name: string) =>
      admin.ok('WebhookService_DeleteWebhook', { params: { resource_name: nameOf(name) } })
    /** The deliveries of events, without the verification. */
    const toldAt = (name: string) => receiver.toldAt(`/${name}`).filter(({ body }) => body.event_action !== 'test')
    const actionsAt = (name: string): readonly string[] => toldAt(name).map(({ body }) => body.event_action)
    const settled = async (name: string, count: number) => {
      await until(() => toldAt(name).length >= count)
      await registry.runDueJobs()
    }
    const shown = async (name: string): Promise<Json[]> =>
      (await admin.ok('WebhookService_ListWebhookDeliveries', { params: { parent_resource_name: nameOf(name) } }))
        .deliveries
    const states = async (name: string): Promise<Json[]> =>
      (await admin.ok('AssayService_ListDeliveries', { params: { webhook_name: name } })).deliveries

    test('what happens comes in its order, signed, once', async () => {
      await subscribe('all')
      const bucket = await newBucket(admin, 'in-order')
      const version = await completeVersion(bucket, 'one')
      await newChannel(bucket, 'production', 'one')
      await assign(bucket, 'production', '')
      await settled('all', 5)
      const told = toldAt('all')
      assert.deepEqual(actionsAt('all'), ['create', 'complete', 'assign', 'assign', 'assign'])
      assert.deepEqual(
        told.map(({ body }) => body.event_payload.channel?.name),
        [...[undefined, undefined], ...['latest', 'production', 'production']],
      )
      assert.equal(told[1]?.body.event_payload.version.id, version.id)
      assert.equal(new Set(told.map(({ body }) => body.event_id)).size, 5)
      for (const { headers, text } of told)
        assert.equal(headers['x-hcp-webhook-signature'], createHmac('sha512', 'token').update(text).digest('hex'))
      const [last] = await shown('all')
      assert.deepEqual(
        [last.response.status_code, last.response.body, last.retries, last.request.payload, last.request.url],
        [200, 'thank you', 0, told[4]?.body, receiver.at('/all')],
      )
      assert.equal(last.request.headers['X-Hcp-Webhook-Signature'], told[4]?.headers['x-hcp-webhook-signature'])
      const { webhook } = await admin.ok('WebhookService_GetWebhook', { params: { resource_name: nameOf('all') } })
      assert.deepEqual(webhook.last_delivery, last)
      await remove('all')
    })

    test('only what was subscribed to is sent, of the things that were', async () => {
      const [watched, other] = [await newBucket(admin, 'watched'), await newBucket(admin, 'unwatched')]
      const { bucket } = await watched.ok('GetBucket')
      const { registry: own } = await admin.ok('PackerService_GetRegistry', {})
      await subscribe('of-bucket', { resource_id: bucket.id, actions: ['complete', 'revoke'] })
      await subscribe('of-registry', { resource_id: own.id, actions: ['create'] })
      await subscribe('disabled')
      await change('disabled', 'enabled', { enabled: false })
      for (const each of [other, watched]) await completeVersion(each, 'one')
      await settled('of-bucket', 1)
      await settled('of-registry', 2)
      assert.deepEqual(actionsAt('of-bucket'), ['complete'])
      assert.equal(toldAt('of-bucket')[0]?.body.event_payload.bucket.name, 'watched')
      assert.deepEqual(actionsAt('of-registry'), ['create', 'create'])
      assert.deepEqual(await shown('disabled'), [])
      for (const name of ['of-bucket', 'of-registry', 'disabled']) await remove(name)
    })

    test('what is not accepted is sent again, under the same id, before anything that came later', async () => {
      let refusals = 3
      receiver.answer('/failing', (response, { body }) => {
        const isRefused = body.event_action === 'complete' && refusals-- > 0
        response.writeHead(isRefused ? 503 : 200, { 'x-attempt': String(refusals) }).end(isRefused ? 'later' : 'ok')
      })
      await subscribe('failing', { actions: ['create', 'complete', 'assign'] })
      await completeVersion(await newBucket(admin, 'failing'), 'one')
      await settled('failing', 6)
      assert.deepEqual(actionsAt('failing'), ['create', 'complete', 'complete', 'complete', 'complete', 'assign'])
      assert.equal(new Set(toldAt('failing').map(({ body }) => body.event_id)).size, 3)
      await until(async () => (await states('failing')).every(({ state }) => state === 'DELIVERED'))
      const retries = (await shown('failing')).map(({ retries }) => retries)
      assert.deepEqual(retries.sort(), [0, 0, 3])
      await remove('failing')
    })

    test('what a receiver refuses for what it says holds up nothing else, and is tried again until it is given up', async () => {
      let refuses = true
      receiver.answer('/choosy', (response, { body: { event_action: action } }) => {
        const isRefused = refuses && ['create', 'assign'].includes(action as string)
        response.writeHead(isRefused ? 400 : 200).end(isRefused ? `Action ${action} is not supported.` : 'ok')
      })
      await subscribe('choosy')
      const bucket = await newBucket(admin, 'choosy')
      for (const fingerprint of ['one', 'two']) await completeVersion(bucket, fingerprint)
      await until(() => actionsAt('choosy').filter((action) => action === 'complete').length === 2)
      const first = (await states('choosy')).at(-1)
      assert.deepEqual([first.state, first.failure], ['SET_ASIDE', 'answered with the status 400'])
      await admin.refused('AssayService_SendDeliveryAgain', 9, {
        params: { webhook_name: 'choosy', delivery_id: first.id },
      })

      refuses = false
      registry.clock.advance(HOUR / 2)
      await registry.runDueJobs()
      await until(async () => (await states('choosy')).every(({ state }) => state === 'DELIVERED'))
      refuses = true
      await bucket.ok('CreateVersion', { body: { fingerprint: 'three' } })
      await registry.runDueJobs()
      await until(async () => (await states('choosy'))[0]?.status_code === 400)
      registry.clock.advance(24 * HOUR)
      admin = await registry.logIn()
      await registry.runDueJobs()
      await until(async () => (await states('choosy'))[0]?.state === 'GIVEN_UP')
      await remove('choosy')
    })

    test('whoever mends a webhook waits for no pause, nor for what is set aside', async () => {
      receiver.answer('/broken', (response, { body }) => {
        withStatus({ test: 200, create: 400 }[body.event_action as string] ?? 500)(response)
      })
      await subscribe('broken', { actions: ['create', 'complete'] })
      await completeVersion(await newBucket(admin, 'broken'), 'one')
      await settled('broken', 2)
      registry.clock.advance(HOUR / 2)
      await registry.runDueJobs()
      assert.deepEqual(
        (await states('broken')).map(({ state }) => state),
        ['WAITING', 'SET_ASIDE'],
      )
      await change('broken', 'config.url', { config: { url: receiver.at('/mended') } })
      await until(async () => (await states('broken')).every(({ state }) => state === 'DELIVERED'))
      await remove('broken')
    })

    test('a receiver that hangs holds up no other', async () => {
      const hanging: ServerResponse[] = []
      receiver.answer('/hanging', (response, { body }) => {
        if (body.event_action === 'test') response.end()
        else hanging.push(response)
      })
      await subscribe('hanging')
      await subscribe('beside')
      await completeVersion(await newBucket(admin, 'hanging'), 'one')
      await until(() => toldAt('beside').length === 3)
      assert.deepEqual([toldAt('hanging').length <= 1, (await states('hanging'))[2]?.state], [true, 'WAITING'])
      for (const name of ['hanging', 'beside']) await remove(name)
      for (const response of hanging) response.end()
    })

    test('two servers send each once, and go on for one that died', async () => {
      const another = await registry.another()
      await subscribe('shared', { actions: ['create'] })
      const bucket = await newBucket(admin, 'shared')
      for (const fingerprint of ['a', 'b', 'c', 'd']) await bucket.ok('CreateVersion', { body: { fingerprint } })
      await Promise.all([another.runDueJobs(), registry.runDueJobs()])
      await settled('shared', 4)
      assert.deepEqual(
        toldAt('shared').map(({ body }) => body.event_payload.version.fingerprint),
        ['a', 'b', 'c', 'd'],
      )
      await remove('shared')
    })

    test('what a server had claimed that died is sent when its claim is over', async () => {
      const { store, clock } = registry
      const bucket = await newBucket(admin, 'orphaned')
      const { version } = await bucket.ok('CreateVersion', { body: { fingerprint: 'one' } })
      await registry.runDueJobs()
      const { resource_id: webhookId } = await subscribe('orphaned', { actions: ['delete'] })
      const page = { size: 100, order: [{ field: 'at', descending: true }], edge: null } as const
      const event = (await store.events.list(registry.projectId, page)).items.find(
        ({ versionId }) => versionId === version.id,
      )
      const claimed = await store.transaction(async ({ deliveries }) => {
        const now = clock.now()
        await deliveries.enqueue(
          [newDelivery('orphan', { webhookId, eventId: event!.id, about: aboutEvent(event!), position: 1 }, now)],
          now,
        )
        return deliveries.claim(now, later(now, 20_000), later(now, 40_000), [])
      })
      assert.equal(claimed?.webhook.id, webhookId)
      await registry.runDueJobs()
      assert.deepEqual(actionsAt('orphaned'), [])
      clock.advance(20_000)
      await settled('orphaned', 1)
      await until(async () => (await states('orphaned'))[0]?.state === 'DELIVERED')
      assert.deepEqual(actionsAt('orphaned'), ['create'])
      await remove('orphaned')
    })

    test('who has lost its claim writes nothing', async () => {
      const { store, clock } = registry
      const { resource_id: webhookId } = await subscribe('lost')
      const claim = { webhook: { id: webhookId } as Webhook, until: later(clock.now(), 1000) }
      const kept = await store.transaction(({ deliveries }) => deliveries.keep(claim, claim.until, null))
      assert.equal(kept, undefined)
      await remove('lost')
    })

    test('after a day it is given up, visibly, and can be sent again, one or all', async () => {
      receiver.answer('/away', (response, { body }) => {
        withStatus(body.event_action === 'test' ? 200 : 500)(response)
      })
      await subscribe('away', { actions: ['create'] })
      const bucket = await newBucket(admin, 'away')
      for (const fingerprint of ['a', 'b']) await bucket.ok('CreateVersion', { body: { fingerprint } })
      await settled('away', 1)
      await until(async () => (await states('away')).length === 2)
      assert.deepEqual(
        (await states('away')).map(({ state }) => state),
        ['WAITING', 'WAITING'],
      )
      const since = registry.clock.now()
      registry.clock.advance(24 * HOUR)
      admin = await registry.logIn()
      await registry.runDueJobs()
      await until(async () => (await states('away'))[1]?.state === 'GIVEN_UP')
      assert.equal((await states('away'))[0]?.state, 'WAITING')
      registry.clock.advance(HOUR / 6)
      await registry.runDueJobs()
      await until(async () => (await states('away')).every(({ state }) => state === 'GIVEN_UP'))
      const [newest] = await states('away')
      assert.deepEqual([newest.failure, newest.status_code], ['answered with the status 500', 500])

      receiver.answer('/away', withStatus(204))
      const again = { webhook_name: 'away' }
      const { delivery } = await admin.ok('AssayService_SendDeliveryAgain', {
        params: { ...again, delivery_id: newest.id },
      })
      assert.deepEqual([delivery.state, delivery.event_id], ['WAITING', newest.event_id])
      assert.deepEqual(await admin.ok('AssayService_SendFailedDeliveriesAgain', { params: again, body: { since } }), {
        count: 1,
        more: false,
      })
      await until(async () => (await states('away')).filter(({ state }) => state === 'DELIVERED').length === 2)
      assert.deepEqual((await states('away')).map(({ state }) => state).sort(), [
        ...['DELIVERED', 'DELIVERED'],
        ...['SENT_AGAIN', 'SENT_AGAIN'],
      ])
      const { count } = await admin.ok('AssayService_SendFailedDeliveriesAgain', { params: again, body: { since } })
      assert.equal(count, 0)
      await admin.refused('AssayService_SendFailedDeliveriesAgain', 3, { params: again, body: {} })
      await admin.refused('AssayService_SendDeliveryAgain', 5, { params: { ...again, delivery_id: 'nothing' } })

      await change('away', 'enabled', { enabled: false })
      const before = await states('away')
      for (const why of [
        await admin.refused('AssayService_SendDeliveryAgain', 9, { params: { ...again, delivery_id: newest.id } }),
        await admin.refused('AssayService_SendFailedDeliveriesAgain', 9, { params: again, body: { since } }),
      ])
        assert.match(why, /^webhook "away" is disabled, .*: enable it first/)
      assert.deepEqual(await states('away'), before)
    })

    test('what is large is sent whole, and shown without its builds', async () => {
      await subscribe('large', { actions: ['complete'] })
      const bucket = await newBucket(admin, 'large')
      await bucket.ok('CreateVersion', { body: { fingerprint: 'one' } })
      const artifacts = Array.from({ length: 300 }, (_, number) => ({
        external_identifier: `ami-${'0'.repeat(60)}${number}`,
        region: 'eu-central-1',
      }))
      const done = { component_type: 'amazon-ebs.one', platform: 'aws', status: 'BUILD_DONE', artifacts }
      await bucket.ok('CreateBuild', { params: { fingerprint: 'one' }, body: done })
      await bucket.ok('UpdateVersion', { params: { fingerprint: 'one' }, body: { complete: true } }).catch(() => null)
      await settled('large', 1)
      const [{ body }] = toldAt('large') as [Told]
      assert.equal(body.event_payload.builds[0].artifacts.length, 300)
      // Another server may have sent it, so its state may be stored a moment later.
      await until(async () => (await states('large'))[0]?.state === 'DELIVERED')
      const [{ request }] = await shown('large')
      const { builds, ...rest } = body.event_payload
      assert.equal(builds.length, 1)
      assert.deepEqual(request.payload, { ...body, event_payload: rest })
      await remove('large')
    })

    test('what was sent long ago is cleared away', async () => {
      await subscribe('old', { actions: ['create'] })
      const bucket = await newBucket(admin, 'old')
      await bucket.ok('CreateVersion', { body: { fingerprint: 'one' } })
      await settled('old', 1)
      await until(async () => (await states('old'))[0]?.state === 'DELIVERED')
      registry.clock.advance(30 * 24 * HOUR)
      admin = await registry.logIn()
      await registry.runDueJobs()
      await until(async () => (await states('old')).length === 0)
      const { webhook } = await admin.ok('WebhookService_GetWebhook', { params: { resource_name: nameOf('old') } })
      assert.equal(webhook.last_delivery, null)
    })
  })
