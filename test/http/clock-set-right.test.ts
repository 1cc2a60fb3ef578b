// A clock that was days ahead, and is set right: nobody who is told of what happens waits for what it has said.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readStreams } from '../../src/config/stream-settings.ts'
import { completeVersion, inBucket, newBucket } from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { httpReceiver, reaching } from '../support/log-receivers.ts'
import { startMailServer } from '../support/mail-server.ts'
import { joined, programToken } from '../support/people.ts'
import { startReceiver, withStatus } from '../support/receiver.ts'
import { startRegistry } from '../support/registry.ts'
import { createWebhook } from '../support/told-registry.ts'
import { until } from '../support/until.ts'

const DAY = 86_400_000
const HALF_A_MINUTE = 30_000

for (const database of databases())
  test(`on ${database.name} webhooks, streams and mails that failed while a clock was ahead go on when it is set right`, async (t) => {
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
      publicUrl: 'https://assay.example.com',
      sendMail: mail.client(),
    })
    t.after(registry.close)
    const { clock, runDueJobs, store } = registry
    const settled = () =>
      until(async () => {
        await runDueJobs()
        return !(await store.ledgers.isWaiting())
      })

    for (const name of ['failing', 'refusing'])
      await createWebhook(registry, {
        name,
        enabled: true,
        config: { url: receiver.at(`/${name}`), hmac_key: 'token' },
        subscriptions: [{ resource_id: '', events: [{ action: 'complete', source: 'hashicorp.packer.version' }] }],
      })
    const person = await joined(registry, 'viewer')
    const reader = registry.as(await programToken(registry, person))
    await reader.ok('AssayService_CreateOwnEmailSubscription', { body: { actions: ['complete'] } })
    await settled()
    const subscriptions = () => store.emailSubscriptions.listOwn(person.id, registry.projectId)
    /** The versions that were told and accepted, in their order. */
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
