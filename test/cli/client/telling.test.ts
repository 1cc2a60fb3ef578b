// Webhooks, the audit log and its streams, as people see them without curl.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Asking, asking } from '../../support/asking.ts'
import { newBucket } from '../../support/build-sequences.ts'
import type { Json } from '../../support/client.ts'
import { databases } from '../../support/databases.ts'
import { httpReceiver, type HttpReceiver, reaching } from '../../support/log-receivers.ts'
import { type Receiver, startReceiver, withStatus } from '../../support/receiver.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { until } from '../../support/until.ts'

const rowsIn = (table: string): readonly (readonly string[])[] =>
  table
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/))

const DAY_MS = 86_400_000
const subscriptions = [{ events: [{ action: 'create', source: 'hashicorp.packer.version' }] }]

describe('assay webhook, audit-log and stream', () => {
  let registry: TestRegistry
  let receiver: Receiver
  let refusing: HttpReceiver
  let assay: Asking
  let file: string
  const closing: (() => unknown)[] = []
  const suite = {
    after: (close: () => unknown) => {
      closing.push(close)
    },
  }
  before(async () => {
    receiver = await startReceiver()
    refusing = await httpReceiver(suite)
    refusing.answer((response) => response.writeHead(503).end())
    file = join(await temporaryFolder(suite), 'audit.ndjson')
    const wanted = [
      { name: 'archive', kind: 'file', config: { path: file, bytes: 1_000_000, keep: 1 }, secret: '' },
      { name: 'siem', kind: 'http', config: { url: refusing.url, gzip: false, secretIn: null }, secret: '' },
    ] as const
    registry = await startRegistry(databases()[0]!, {
      ask: receiver.ask,
      streams: { wanted, reach: reaching(refusing) },
    })
    assay = await asking(registry)
    receiver.answer('/pager', (response, { body }) => {
      withStatus(body.event_action === 'test' ? 200 : 500)(response)
    })
    await registry.admin.ok('WebhookService_CreateWebhook', {
      params: { parent_resource_name: `project/${registry.projectId}` },
      body: {
        name: 'pager',
        enabled: true,
        config: { url: receiver.at('/pager') },
        subscriptions,
      },
    })
    const bucket = await newBucket(registry.admin, 'ubuntu')
    await bucket.ok('CreateVersion', { body: { fingerprint: '01TOLD' } })
    await until(() => receiver.toldAt('/pager').length > 1)
    await registry.runDueJobs()
  })
  after(async () => {
    await assay.remove()
    await registry.close()
    receiver.close()
    for (const close of closing) await close()
  })

  test('webhook list and deliveries tell what waits, and why', async (t) => {
    const [titles, pager] = rowsIn(await assay.says(t, 'webhook list'))
    assert.deepEqual(titles, ['NAME', 'HOST', 'STATUS', 'WAITING', 'SET ASIDE', 'GIVEN UP', 'LAST TRIED'])
    assert.deepEqual(pager?.slice(0, 4), ['pager', `localhost:${receiver.port}`, 'failing', '1'])
    const [, delivery] = rowsIn(await assay.says(t, 'webhook deliveries pager --state waiting'))
    assert.deepEqual(delivery?.slice(1, 5), ['create', 'ubuntu', 'v0', 'waiting'])
    assert.equal(delivery.at(-1), 'answered with the status 500')
    assert.equal(await assay.says(t, 'webhook deliveries pager --state given-up --output name'), '')
    const wrong = await assay.run(t, 'webhook deliveries pager --state lost')
    assert.equal(wrong.code, 2)
    assert.match(
      wrong.stderr,
      /^assay: .*--state.* 'lost' is invalid\. Allowed choices are waiting, set-aside, given-up/,
    )
    const { code, stderr } = await assay.run(t, 'webhook deliveries nobody')
    assert.equal(code, 5)
    assert.match(stderr, /webhook "nobody" does not exist/)
  })

  test('webhook redeliver sends one again, or all that were given up', async (t) => {
    const oldest = async (state: string) =>
      (await assay.says(t, `webhook deliveries archive --state ${state} --output name`)).trim().split('\n').at(-1) ?? ''
    const params = { parent_resource_name: `project/${registry.projectId}` }
    const body = { name: 'archive', enabled: true, config: { url: receiver.at('/archive') }, subscriptions }
    receiver.answer('/archive', (response, { body: told }) => {
      withStatus(told.event_action === 'test' ? 200 : 400)(response)
    })
    await registry.admin.ok('WebhookService_CreateWebhook', { params, body })
    const bucket = await newBucket(registry.admin, 'debian')
    for (const fingerprint of ['01FIRST', '01SECOND']) await bucket.ok('CreateVersion', { body: { fingerprint } })
    await until(async () => (await oldest('set-aside')) !== '')
    const id = await oldest('set-aside')
    const waiting = await assay.run(t, `webhook redeliver archive ${id}`)
    assert.deepEqual(
      [waiting.code, waiting.stderr.trim()],
      [6, `assay: delivery "${id}" is not over: it is tried again by itself`],
    )
    registry.clock.advance(2 * DAY_MS)
    await until(async () => {
      await registry.runDueJobs()
      return (await assay.says(t, 'webhook deliveries archive --state given-up --output name')).split('\n').length > 2
    })
    receiver.answer('/archive', withStatus(200))
    const first = await oldest('given-up')
    const again = (await assay.says(t, `webhook redeliver archive ${first} --output name`)).trim()
    assert.notEqual(again, first)
    assert.equal(await assay.says(t, 'webhook redeliver archive --failed-since 2020-01-31'), 'archive: 1 sent again.\n')
    await until(() => receiver.toldAt('/archive').filter(({ body: told }) => told.event_action === 'create').length > 3)
    assert.match(
      await assay.says(t, 'webhook redeliver archive --failed-since 2020-01-31'),
      /no deliveries were given up/,
    )
    for (const line of ['webhook redeliver archive', `webhook redeliver archive ${first} --failed-since 2020-01-31`])
      assert.match((await assay.run(t, line)).stderr, /name either a delivery, .*, or --failed-since/)
  })

  test('audit-log list and export tell the same, by filters', async (t) => {
    const [, created] = rowsIn(await assay.says(t, 'audit-log list --bucket ubuntu --kind bucket.created'))
    assert.deepEqual(created?.slice(-2), ['Created bucket', 'ubuntu'])
    const listed: readonly Json[] = JSON.parse(await assay.says(t, 'audit-log list --whole-organization --output json'))
    const exported = (await assay.says(t, 'audit-log export --whole-organization')).trimEnd().split('\n')
    const known = exported.map((line): Json => JSON.parse(line))
    assert.ok(listed.length > 3)
    assert.deepEqual(known.slice(-listed.length), listed)
    assert.equal((await assay.says(t, 'audit-log list --limit 2 --output name')).trimEnd().split('\n').length, 2)
    const since = (from: string) => assay.says(t, `audit-log list --whole-organization --output json --from ${from}`)
    assert.deepEqual(JSON.parse(await since('2020-01-31')), listed)
    assert.equal(await assay.says(t, 'audit-log list --to 2020-01-31T12:00:00+01:00 --output name'), '')
    for (const [option, text] of [
      ['--from', '12'],
      ['--to', '2027-02-30'],
    ] as const) {
      const wrong = await assay.run(t, `audit-log list ${option} ${text}`)
      assert.equal(wrong.code, 2)
      assert.match(
        wrong.stderr,
        new RegExp(`^assay: ${option} "${text}" is (?:not a time|a time that does not exist): `),
      )
    }
    const { code, stderr } = await assay.run(t, 'audit-log list --whole-organization --bucket ubuntu')
    assert.deepEqual(
      [code, stderr.trim()],
      [2, 'assay: --bucket names a bucket of one project: omit --whole-organization'],
    )
  })

  test('stream list tells how far each is, and test tries one', async (t) => {
    const [titles, archive, siem] = rowsIn(await assay.says(t, 'stream list'))
    assert.deepEqual(titles, ['NAME', 'KIND', 'TARGET', 'STATUS', 'BEHIND', 'LAG'])
    assert.deepEqual(archive?.slice(0, 4), ['archive', 'file', file, 'streaming'])
    assert.deepEqual(siem?.slice(0, 4), ['siem', 'http', new URL(refusing.url).host, 'answered with the status 503'])
    assert.match(siem[4] ?? '', /^[1-9]\d*$/)
    const id = (await assay.says(t, 'stream test archive --output name')).trim()
    assert.ok((await readFile(file, 'utf8')).includes(`{"id":"${id}"`))
    const { code, stderr } = await assay.run(t, 'stream test siem')
    assert.deepEqual([code, stderr.trim()], [1, 'assay: the receiver of siem answered with the status 503'])
    assert.equal((await assay.run(t, 'stream test nothing')).code, 5)
  })
})
