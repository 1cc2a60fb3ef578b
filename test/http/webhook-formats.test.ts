// Webhooks in formats for receivers that cannot read HCP Packer's, over the wire.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { completeVersion, newBucket, newChannel } from '../support/build-sequences.ts'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { type Receiver, withStatus } from '../support/receiver.ts'
import type { TestRegistry } from '../support/registry.ts'
import { createWebhook, startTold, webhookOf } from '../support/told-registry.ts'
import { until } from '../support/until.ts'

const SOURCE = 'hashicorp.packer.version'
const PUBLIC_URL = 'https://assay.example.com'
const UPDATE = 'WebhookService_UpdateWebhook'

for (const database of databases())
  describe(`formats of webhooks on ${database.name}`, () => {
    let registry: TestRegistry
    let receiver: Receiver
    let close: () => Promise<void>
    before(async () => {
      ;({ registry, receiver, close } = await startTold(database, { publicUrl: PUBLIC_URL }))
    })
    after(() => close())

    const named = (name: string) => webhookOf(registry, name)
    const create = (name: string, config: Json) =>
      createWebhook(registry, {
        name,
        enabled: true,
        config: { url: receiver.at(`/${name}`), ...config },
        subscriptions: [{ events: [{ action: 'revoke', source: SOURCE }] }],
      })
    const update = async (name: string, update_mask: string, config: Json): Promise<Json> =>
      (await registry.admin.ok(UPDATE, { params: named(name), body: { update_mask, webhook: { config } } })).webhook

    test('each receiver is verified in its format, sent what happened in it, signed, and shown as it was sent', async () => {
      // As Slack and a Power Automate workflow respond.
      receiver.answer('/slack', (response) => response.end('ok'))
      receiver.answer('/teams', (response) => response.writeHead(202).end())
      for (const format of ['slack', 'teams', 'cloudevents']) await create(format, { format, hmac_key: 'token' })
      const bucket = await newBucket(registry.admin, 'ubuntu')
      await completeVersion(bucket, 'one')
      await newChannel(bucket, 'production', 'one')
      const body = { revoke_in: '0s', revocation_message: 'CVE-2026-1234', disable_rollback_channels: true }
      await bucket.ok('UpdateVersion', { params: { fingerprint: 'one' }, body })
      for (const path of ['/slack', '/teams', '/cloudevents']) await until(() => receiver.toldAt(path).length === 2)
      await registry.runDueJobs()

      for (const [format, type] of [
        ['slack', 'application/json'],
        ['teams', 'application/json'],
        ['cloudevents', 'application/cloudevents+json'],
      ] as const) {
        for (const { headers, text } of receiver.toldAt(`/${format}`))
          assert.deepEqual(
            [headers['content-type'], headers['x-hcp-webhook-signature']],
            [type, createHmac('sha512', 'token').update(text).digest('hex')],
          )
        const { deliveries } = await registry.admin.ok('WebhookService_ListWebhookDeliveries', {
          params: { parent_resource_name: named(format).resource_name },
        })
        assert.deepEqual(
          (deliveries as Json[]).map(({ request }: Json) => request.payload),
          [receiver.toldAt(`/${format}`)[1]?.body],
        )
      }
      const page = `${PUBLIC_URL}/p/${registry.projectId}/buckets/ubuntu/versions/one`
      const [asked, slack] = receiver.toldAt('/slack').map((told) => told.body)
      assert.equal(asked.text, 'This channel will be told of what happens to images.')
      assert.equal(slack.text, `admin revoked version v1 of bucket ubuntu: CVE-2026-1234 <${page}|Look at it>`)
      const fields = (slack.blocks[1].fields as Json[]).map(({ text }) => text as string)
      assert.equal(fields[fields.indexOf('*Channels now*') + 1], 'production')
      const card = receiver.toldAt('/teams')[1]?.body.attachments[0].content
      assert.equal(card.actions[0].url, page)
      const event = receiver.toldAt('/cloudevents')[1]?.body
      assert.deepEqual(
        [event.type, event.subject, event.data.builds[0].artifacts[0].external_identifier],
        [`${SOURCE}.revoke`, 'bucket/ubuntu/version/one', 'one.img'],
      )
    })

    test('who knows of no format changes none; who changes it has the receiver verified', async () => {
      await create('known', { format: 'slack', hmac_key: 'token' })
      const url = receiver.at('/known')
      assert.equal((await update('known', 'config', { url, hmac_key: 'other' })).config.format, 'slack')
      assert.equal((await update('known', 'config.url', { url: `${url}?again` })).config.format, 'slack')
      receiver.answer('/known', withStatus(400))
      await registry.admin.refused(UPDATE, 9, {
        params: named('known'),
        body: { update_mask: 'config', webhook: { config: { url, format: 'teams' } } },
      })
      receiver.answer('/known', withStatus(202))
      const changed = await update('known', 'config', { url, format: 'teams' })
      assert.equal(changed.config.format, 'teams')
      assert.equal(receiver.toldAt('/known').at(-1)?.body.type, 'message')
      const before = receiver.toldAt('/known').length
      assert.equal((await update('known', 'config.format', {})).config.format, 'hcp')
      assert.deepEqual(
        receiver
          .toldAt('/known')
          .slice(before)
          .map(({ body }) => body.event_action),
        ['test'],
      )
      await registry.admin.refused(UPDATE, 3, {
        params: named('known'),
        body: { update_mask: 'config.format', webhook: { config: { format: 'discord' } } },
      })
    })
  })
