// Webhooks over the wire, as the Terraform provider requests them.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { aWebhook } from '../storage/arrange-webhooks.ts'
import { newBucket, newVersion } from '../support/build-sequences.ts'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { openWholeDumper } from '../support/dump.ts'
import { type Receiver, withStatus } from '../support/receiver.ts'
import type { TestRegistry } from '../support/registry.ts'
import { assertRefused, shapeOf } from '../support/shapes.ts'
import { startTold, webhookOf, webhooksOf } from '../support/told-registry.ts'
import { until } from '../support/until.ts'

const CREATE = 'WebhookService_CreateWebhook'
const GET = 'WebhookService_GetWebhook'
const LIST = 'WebhookService_ListWebhooks'
const UPDATE = 'WebhookService_UpdateWebhook'
const RENAME = 'WebhookService_UpdateWebhookName'
const DELETE = 'WebhookService_DeleteWebhook'

const SOURCE = 'hashicorp.packer.version'
const all = [{ events: [{ action: '*', source: SOURCE }] }]
const subscribedTo = (things: number, actions: number) =>
  Array.from({ length: things }, (_, thing) => ({
    resource_id: `thing-${thing}`,
    events: Array.from({ length: actions }, (_, nth) => ({ action: 'a'.repeat(nth + 1), source: SOURCE })),
  }))
const NOWHERE = 'https://hooks.example.com/images'
const ELSEWHERE = '33333333-3333-4333-8333-333333333333'

for (const database of databases())
  describe(`webhooks on ${database.name}`, () => {
    let registry: TestRegistry
    let receiver: Receiver
    let close: () => Promise<void>
    before(async () => {
      ;({ registry, receiver, close } = await startTold(database))
    })
    after(() => close())

    const parent = () => webhooksOf(registry)
    const named = (name: string) => webhookOf(registry, name)
    const create = (body: Json) => registry.admin.call(CREATE, { params: parent(), body })
    const created = async (body: Json): Promise<Json> =>
      (await registry.admin.ok(CREATE, { params: parent(), body })).webhook
    const get = async (name: string): Promise<Json> => (await registry.admin.ok(GET, { params: named(name) })).webhook
    const update = (name: string, update_mask: string, webhook: Json) =>
      registry.admin.call(UPDATE, { params: named(name), body: { update_mask, webhook } })
    const updated = async (name: string, mask: string, webhook: Json): Promise<Json> => {
      const { status, body } = await update(name, mask, webhook)
      assert.equal(status, 200, JSON.stringify(body))
      return body.webhook
    }
    test('one that goes where nothing is sent any more can be disabled, and not enabled again', async () => {
      const plain = aWebhook({ id: registry.projectId }, { name: 'plain', url: 'http://hooks.example.com' })
      await registry.store.transaction(({ webhooks }) => webhooks.insert(plain))
      assert.equal((await update('plain', 'description', { description: 'x' })).status, 400)
      assert.equal((await updated('plain', 'enabled', { enabled: false })).enabled, false)
      assert.equal((await updated('plain', 'description', { description: 'x' })).description, 'x')
      for (const [mask, webhook] of [
        ['enabled', { enabled: true }],
        ['config.url', { config: { url: 'http://other.example.com' } }],
      ] as const)
        assert.equal((await update('plain', mask, webhook)).status, 400)
      await registry.admin.ok(DELETE, { params: named('plain') })
    })
    const known = async () => {
      const found: Json[] = []
      let token = ''
      do {
        const query = { 'pagination.page_size': 2, ...(token === '' ? {} : { 'pagination.next_page_token': token }) }
        const page = await registry.admin.ok(LIST, { params: parent(), query })
        found.push(...page.webhooks)
        token = page.pagination.next_page_token
      } while (token !== '')
      return found
    }

    test('one is made, verified, found, listed, renamed and deleted', async () => {
      const subscriptions = [{ resource_id: '', events: [{ action: 'complete', source: SOURCE }] }]
      const made = await created({
        name: 'chat',
        description: 'the channel of the team',
        enabled: true,
        config: { url: receiver.at('/made'), hmac_key: 'token of chat' },
        subscriptions,
      })
      assert.deepEqual(shapeOf(made), {
        resource_id: '<ulid>',
        ...named('chat'),
        description: 'the channel of the team',
        enabled: true,
        config: { url: receiver.at('/made'), hmac_key: '', format: 'hcp' },
        subscriptions,
        last_delivery: null,
        created_at: '<time>',
        updated_at: '<time>',
      })
      assert.deepEqual(await get('chat'), made)
      const other = await created({ name: 'pager', config: { url: NOWHERE } })
      assert.deepEqual([other.enabled, other.subscriptions, other.description], [false, [], ''])
      assert.deepEqual(await known(), [made, other])

      const renamed = (await registry.admin.ok(RENAME, { params: named('chat'), body: { name: 'talk' } })).webhook
      assert.deepEqual(renamed, { ...made, ...named('talk'), updated_at: renamed.updated_at })
      assert.deepEqual(await get('talk'), renamed)
      await registry.admin.refused(GET, 5, { params: named('chat') })
      await registry.admin.refused(RENAME, 6, { params: named('talk'), body: { name: 'pager' } })
      await registry.admin.refused(RENAME, 3, { params: named('talk'), body: { name: 'no/name' } })

      for (const name of ['talk', 'pager']) await registry.admin.ok(DELETE, { params: named(name) })
      await registry.admin.refused(DELETE, 5, { params: named('talk') })
      assert.deepEqual(await known(), [])
    })

    test('the receiver is sent a test message first, signed by the token', async () => {
      await created({ name: 'signed', enabled: true, config: { url: receiver.at('/signed'), hmac_key: 'token' } })
      await created({ name: 'unsigned', enabled: true, config: { url: receiver.at('/unsigned') } })
      const [told, ...others] = receiver.toldAt('/signed')
      assert.equal(others.length, 0)
      assert.ok(told)
      const { event_id, ...message } = told.body
      assert.match(event_id, /^webhook\.event:[0-9A-Z]{26}$/)
      assert.deepEqual(message, {
        resource_id: '',
        resource_name: '',
        event_action: 'test',
        event_description: 'Verification',
        event_source: 'hashicorp.webhook.verification',
        event_version: '1',
        event_payload: {},
      })
      const place = told.rawHeaders.indexOf('X-Hcp-Webhook-Signature')
      const signature = createHmac('sha512', 'token').update(told.text).digest('hex')
      assert.equal(told.rawHeaders[place + 1], signature)
      assert.equal(told.headers['content-type'], 'application/json')
      assert.equal(receiver.toldAt('/unsigned')[0]?.headers['x-hcp-webhook-signature'], undefined)
    })

    test('one whose receiver does not accept that is not made, not enabled, and not changed', async () => {
      receiver.answer('/refusing', withStatus(404))
      const config = { url: receiver.at('/refusing'), hmac_key: 'token' }
      const refusal = /^Error verifying webhook configuration: localhost:\d+ answered with the status 404\. It must/
      assert.match(assertRefused(await create({ name: 'refused', enabled: true, config }), 9), refusal)
      await registry.admin.refused(GET, 5, { params: named('refused') })

      const disabled = await created({ name: 'refused', config })
      assert.match(assertRefused(await update('refused', 'enabled', { enabled: true }), 9), refusal)
      assert.deepEqual(await get('refused'), disabled)

      const enabled = await created({ name: 'accepted', enabled: true, config: { url: receiver.at('/accepting') } })
      assertRefused(await update('accepted', 'config', { config }), 9)
      receiver.answer('/accepting', withStatus(500))
      assertRefused(await update('accepted', 'config.hmac_key', { config: { hmac_key: 'other' } }), 9)
      assert.deepEqual(await get('accepted'), enabled)
      // A change that does not affect what is sent is not verified again.
      const described = await updated('accepted', 'description', { description: 'still there' })
      assert.equal(described.description, 'still there')
    })

    test('what cannot be reached is told without what its name stands for', async () => {
      for (const [url, told] of [
        ['https://127.0.0.2:1/', 'refuses connections'],
        ['https://10.1.2.3/', 'is not on the public internet, and not allowed'],
        ['https://no-such-host.invalid/', 'is a name that'],
      ]) {
        const message = assertRefused(await create({ name: 'lost', enabled: true, config: { url } }), 9)
        assert.ok(
          message.startsWith(`Error verifying webhook configuration: ${new URL(url ?? '').host} ${told}`),
          message,
        )
      }
    })

    test('a redirect is no acceptance, and is not followed', async () => {
      receiver.answer('/moved', (response) => response.writeHead(302, { location: receiver.at('/target') }).end())
      assertRefused(await create({ name: 'moved', enabled: true, config: { url: receiver.at('/moved') } }), 9)
      assert.equal(receiver.toldAt('/target').length, 0)
    })

    test('a change sets what its mask names, and the token with the address unless the address alone is named', async () => {
      await created({ name: 'masked', enabled: true, config: { url: receiver.at('/masked'), hmac_key: 'first' } })
      const signatures = () =>
        receiver
          .toldAt('/masked')
          .map(({ headers, text }) =>
            ['first', 'second'].find(
              (token) => createHmac('sha512', token).update(text).digest('hex') === headers['x-hcp-webhook-signature'],
            ),
          )
      await updated('masked', 'enabled', { enabled: false })
      await updated('masked', 'description,subscriptions', { description: 'x', subscriptions: all, enabled: true })
      assert.deepEqual([(await get('masked')).enabled, (await get('masked')).description], [false, 'x'])
      await updated('masked', 'enabled', { enabled: true })
      await updated('masked', 'config.hmac_key', { config: { hmac_key: 'second' } })
      await updated('masked', 'config.url', { config: { url: receiver.at('/masked?again') } })
      await updated('masked', 'config', { config: { url: receiver.at('/masked') } })
      assert.deepEqual(signatures(), ['first', 'first', 'second', undefined])
      const params = named('masked')
      for (const update_mask of ['name', 'config.token', 'resource_id', ''])
        await registry.admin.refused(UPDATE, 3, { params, body: { update_mask, webhook: { enabled: true } } })
    })

    test('the token is nowhere to be read: no answer, no event and no row of the database has it', async () => {
      const token = 'a token that is easily found'
      await created({ name: 'quiet', config: { url: NOWHERE, hmac_key: token }, subscriptions: all })
      const url = receiver.at('/quiet')
      await updated('quiet', 'config,enabled', { enabled: true, config: { url, hmac_key: `${token} again` } })
      await newVersion(await newBucket(registry.admin, 'quiet'), 'quiet')
      await until(async () => {
        await registry.runDueJobs()
        return receiver.toldAt('/quiet').length > 1
      })
      const dumper = await openWholeDumper(registry.location)
      const tables = await dumper.dump()
      await dumper.close()
      assert.ok((tables['webhook_delivery'] ?? []).length > 0)
      const dump = JSON.stringify(tables)
      assert.ok(dump.includes('quiet'))
      assert.ok(!dump.includes(token) && !dump.includes(Buffer.from(token).toString('base64').slice(0, -2)))
      assert.ok(!JSON.stringify(await known()).includes(token))
    })

    test('what no webhook can be is refused by the name of its field, and nothing is made', async () => {
      const right = { name: 'wrong', config: { url: NOWHERE } }
      const events = (...given: readonly Json[]) => ({ ...right, subscriptions: [{ events: given }] })
      const bucketOf = (resource_id: string) => ({ ...right, subscriptions: [{ ...all[0], resource_id }] })
      const enabled = (body: Json) => ({ ...body, enabled: true })
      const wrong: readonly (readonly [Json, RegExp])[] = [
        [{ ...right, name: '' }, /^name: "" is not a valid name/],
        [{ ...right, name: 'a/b' }, /^name: /],
        [{ ...right, name: 'x'.repeat(37) }, /^name: /],
        [{ ...right, description: 'x'.repeat(1025) }, /^description: /],
        [{ ...right, config: { url: NOWHERE, hmac_key: 'x'.repeat(1025) } }, /^config\.hmac_key: /],
        [
          { ...right, config: { url: NOWHERE, format: 'Slack' } },
          /^config\.format: "Slack" is no format: use one of hcp, slack/,
        ],
        ...[
          '',
          'hooks',
          'ftp://a.example',
          'https://',
          'https://u:p@a.example',
          'https://a.example/#b',
          'https://a b',
        ].map((url) => [{ ...right, config: { url } }, /^config\.url: must /] as const),
        [{ ...right, config: { url: `https://a.example/${'x'.repeat(2048)}` } }, /^config\.url: must be at most 2048/],
        [
          { ...right, config: { url: 'http://a.example' } },
          /^config\.url: must begin with https:\/\/.*--webhooks-over-http/,
        ],
        [{ ...right, subscriptions: [{}] }, /^subscriptions\[0\]\.events: must be 1 to 50/],
        [
          events(
            { action: 'create', source: SOURCE },
            { action: '*', source: SOURCE },
            { action: 'create', source: SOURCE },
          ),
          /^subscriptions\[0\]\.events\[2\]: stands there already/,
        ],
        [{ ...right, subscriptions: subscribedTo(50, 9) }, /^subscriptions: must have at most 400 events together/],
        [{ ...right, subscriptions: [...all, ...all] }, /^subscriptions\[1\]\.resource_id: has a subscription already/],
        [
          events({ action: 'Create!', source: SOURCE }),
          /^subscriptions\[0\]\.events\[0\]\.action: "Create!" is no action/,
        ],
        [
          events({ action: '*', source: SOURCE }, { action: '*', source: 'version' }),
          /^subscriptions\[0\]\.events\[1\]\.source/,
        ],
        [
          enabled(events({ action: 'update', source: SOURCE })),
          /events\[0\]\.action: nothing is told by the action "update"/,
        ],
        [
          enabled(events({ action: '*', source: 'hashicorp.packer.bucket' })),
          /\.source: nothing is told of "hashicorp\.pa/,
        ],
        [enabled(bucketOf('some_resource_id')), /^subscriptions\[0\]\.resource_id: "some_resource_id" is neither/],
      ]
      for (const [body, message] of wrong) assert.match(assertRefused(await create(body), 3), message)
      await registry.admin.refused(GET, 5, { params: named('wrong') })
    })

    // The acceptance test of Terraform's provider subscribes a webhook that is not enabled to a resource that does not
    // exist.
    test('one that is not enabled may be subscribed to what there is not yet, and is enabled when there is', async () => {
      const subscriptions = [{ resource_id: 'some_resource_id', events: [{ action: 'update', source: SOURCE }] }]
      const made = await created({ name: 'draft', config: { url: receiver.at('/draft') }, subscriptions })
      assert.deepEqual(made.subscriptions, subscriptions)
      assertRefused(await update('draft', 'enabled', { enabled: true }), 3)
      const { bucket } = await registry.admin.ok('PackerService_CreateBucket', { body: { name: 'drafted' } })
      const { registry: own } = await registry.admin.ok('PackerService_GetRegistry', {})
      const ids = [bucket.id, own.id].map((resource_id) => ({ ...all[0], resource_id }))
      const ready = await updated('draft', 'enabled,subscriptions', { enabled: true, subscriptions: ids })
      assert.deepEqual([ready.enabled, ready.subscriptions], [true, ids])
      assert.equal(receiver.toldAt('/draft').length, 1)
    })

    test('paths may have their slashes raw, encoded, or both', async () => {
      await created({ name: 'spelled', config: { url: NOWHERE } })
      const { resource_name: name } = named('spelled')
      for (const path of [name, encodeURIComponent(name), name.replace('/geo/us/', '%2Fgeo/us%2F')])
        for (const rest of ['', '/']) {
          const { status, body } = await registry.admin.send({ method: 'GET', path: `/2023-05-31/${rest}${path}` })
          assert.deepEqual([status, body.webhook?.resource_name], [200, name], path)
        }
    })

    test('they are for administrators of the project alone, and of no other', async () => {
      await created({ name: 'guarded', config: { url: NOWHERE } })
      for (const role of ['viewer', 'contributor', null] as const) {
        const client = await registry.principal(role)
        await client.refused(CREATE, 7, { params: parent(), body: { name: 'other', config: { url: NOWHERE } } })
        await client.refused(LIST, 7, { params: parent() })
        await client.refused(GET, 7, { params: named('guarded') })
        await client.refused(RENAME, 7, { params: named('guarded'), body: { name: 'other' } })
        await client.refused(DELETE, 7, { params: named('guarded') })
        const body = { update_mask: 'description', webhook: { description: 'mine' } }
        await client.refused(UPDATE, 7, { params: named('guarded'), body })
      }
      const strange = { resource_name: named('guarded').resource_name.replace(registry.projectId, ELSEWHERE) }
      await (await registry.principal('admin')).refused(GET, 7, { params: strange })
      await (await registry.principal('admin')).ok(GET, { params: named('guarded') })
    })

    test('what happens to a webhook is told, and its address by the host alone', async () => {
      const secretPath = `${NOWHERE}/secret-path`
      await created({ name: 'told', config: { url: secretPath, hmac_key: 'x' } })
      await updated('told', 'config', { config: { url: `${secretPath}/2` } })
      await registry.admin.ok(DELETE, { params: named('told') })
      const { events } = await registry.admin.ok('AssayService_ListEvents', { query: { 'pagination.page_size': 3 } })
      assert.deepEqual(
        (events as Json[]).map((event) => [event.kind, event.subject_name]),
        ['deleted', 'updated', 'created'].map((verb) => [`webhook.${verb}`, 'told']),
      )
      const order = [{ field: 'at', descending: true }] as const
      const page = await registry.store.events.list(registry.projectId, { size: 3, order, edge: null })
      const [, change] = page.items
      assert.deepEqual([change?.payload['hasNewAddress'], change?.payload['hasNewToken']], [true, true])
      assert.ok(!JSON.stringify(page.items).includes('secret-path'))
    })
  })
