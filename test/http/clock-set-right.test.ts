// A clock that was days ahead and is corrected: no receiver of events has to wait because of times that were recorded
// before.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { readStreams } from '../../src/config/stream-settings.ts'
import { completeVersion, inBucket, newBucket } from '../support/build-sequences.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { httpReceiver, reaching } from '../support/log-receivers.ts'
import { startMailServer } from '../support/mail-server.ts'
import { joined, programToken } from '../support/people.ts'
import { startReceiver, withStatus } from '../support/receiver.ts'
import { accessToken, startRegistry, type TestRegistry } from '../support/registry.ts'
import { createWebhook } from '../support/told-registry.ts'
import { until } from '../support/until.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const HALF_A_MINUTE = 30_000
const MAILING = { publicUrl: 'https://assay.example.com' }

/** A registry with a stream, a webhook receiver and a mail server, whose responses the tests set. */
async function arrange(t: TestContext, database: TestDatabase, { publicUrl }: { readonly publicUrl: string | null }) {
  const mail = await startMailServer()
  t.after(() => {
    mail.close()
  })
  const receiver = await startReceiver()
  t.after(() => {
    receiver.close()
  })
  const log = await httpReceiver(t)
  const given = JSON.stringify([{ name: 'siem', kind: 'http', url: log.url }])
  const wanted = readStreams('/etc/assay/streams.json', given, 'registry-1').map((each) => ({ ...each, secret: '' }))
  const registry = await startRegistry(database, {
    ask: receiver.ask,
    streams: { wanted, reach: reaching(log) },
    publicUrl,
    sendMail: mail.client(),
  })
  t.after(registry.close)
  const { runDueJobs, store } = registry
  const settled = () =>
    until(async () => {
      await runDueJobs()
      return !(await store.ledgers.isWaiting())
    })
  const createHook = (as: Pick<TestRegistry, 'projectId' | 'admin'>, name: string) =>
    createWebhook(as, {
      name,
      enabled: true,
      config: { url: receiver.at(`/${name}`), hmac_key: 'token' },
      subscriptions: [{ resource_id: '', events: [{ action: 'complete', source: 'hashicorp.packer.version' }] }],
    })
  const subscribe = async () => {
    const person = await joined(registry, 'viewer')
    const reader = registry.as(await programToken(registry, person))
    await reader.ok('AssayService_CreateOwnEmailSubscription', { body: { actions: ['complete'] } })
    return person
  }
  return { registry, mail, receiver, log, settled, createHook, subscribe }
}

for (const database of databases()) {
  test(`on ${database.name} webhooks, streams and mails that failed while a clock was ahead go on when it is set right`, async (t) => {
    const { registry, mail, receiver, log, settled, createHook, subscribe } = await arrange(t, database, MAILING)
    const { clock, runDueJobs, store } = registry
    for (const name of ['failing', 'refusing']) await createHook(registry, name)
    const person = await subscribe()
    await settled()
    const subscriptions = () => store.emailSubscriptions.listOwn(person.id, registry.projectId)
    /** The versions in the last two deliveries, in order. */
    const toldAt = (path: string) =>
      receiver
        .toldAt(path)
        .slice(-2)
        .map(({ body }) => body.event_payload.version?.name)

    for (const path of ['/failing', '/refusing']) receiver.answer(path, withStatus(path === '/failing' ? 500 : 400))
    log.answer((response) => response.writeHead(500).end())
    mail.answer(451)
    clock.advance(10 * DAY)
    await completeVersion(await newBucket(await registry.logIn(), 'images'), 'one')
    await settled()
    clock.advance(HALF_A_MINUTE)
    await runDueJobs()
    const [subscription] = await subscriptions()
    assert.notEqual(subscription?.failure, '')

    for (const path of ['/failing', '/refusing']) receiver.answer(path, withStatus(200))
    log.answer((response) => response.end())
    mail.answer(null)
    log.posted.length = 0
    clock.advance(-10 * DAY - HALF_A_MINUTE)
    await completeVersion(inBucket(await registry.logIn(), 'images'), 'two')
    await settled()
    await runDueJobs()
    assert.deepEqual(toldAt('/failing'), ['v1', 'v2'])
    assert.deepEqual(toldAt('/refusing').toSorted(), ['v1', 'v2'])
    assert.match(
      log.posted.map(({ text }) => text).join(''),
      /Created bucket[^]*Completed version[^]*Completed version/,
    )
    assert.match(mail.mails.map(({ message }) => message).join(''), /v1 of bucket images/)
    const [mailed] = await subscriptions()
    assert.deepEqual([mailed?.failure, mailed?.failingSince], ['', null])
  })

  test(`on ${database.name} whoever was made while a clock was ahead is told of what happens when it is set right`, async (t) => {
    const { registry, mail, receiver, settled, createHook, subscribe } = await arrange(t, database, MAILING)
    registry.clock.advance(10 * DAY)
    await createHook({ ...registry, admin: await registry.logIn() }, 'new')
    await subscribe()
    await settled()
    registry.clock.advance(-10 * DAY)
    await completeVersion(await newBucket(await registry.logIn(), 'images'), 'one')
    await settled()
    registry.clock.advance(HALF_A_MINUTE)
    await settled()
    await until(() => receiver.toldAt('/new').some(({ body }) => body.event_action === 'complete'))
    await until(() => mail.mails.some(({ message }) => message.includes('v1 of bucket images')))
  })

  test(`on ${database.name} what a server does whose clock is two hours behind is told to whom another one has just made`, async (t) => {
    const { registry, receiver, log, settled, createHook } = await arrange(t, database, { publicUrl: null })
    await newBucket(registry.admin, 'images')
    await createHook(registry, 'new')
    const replica = await registry.another({ aheadMs: -2 * HOUR })
    const client = replica.as(await accessToken(replica.as(null), registry.credentials))
    await completeVersion(inBucket(client, 'images'), 'one')
    await settled()
    await until(() => receiver.toldAt('/new').some(({ body }) => body.event_action === 'complete'))
    await until(() => log.posted.some(({ text }) => text.includes('Completed version')))
  })
}
