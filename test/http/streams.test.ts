// Streams of the audit log that come from settings: every entry is sent, in order, until it is accepted.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import { later } from '../../src/domain/clock.ts'
import { readStreams } from '../../src/config/stream-settings.ts'
import type { SettingsStream } from '../../src/domain/record/stream/keep-settings-streams.ts'
import type { Stream } from '../../src/domain/record/stream/stream.ts'
import { newBucket } from '../support/build-sequences.ts'
import type { Json } from '../support/client.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { framed, httpReceiver, reaching, syslogReceiver } from '../support/log-receivers.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'

const DAY = 86_400_000

const named = (given: object, secret = ''): SettingsStream => {
  const [one] = readStreams('/etc/assay/streams.json', JSON.stringify([{ name: 'siem', ...given }]), 'registry-1')
  const { name, kind, config } = one ?? assert.fail('no stream is named')
  return { name, kind, config, secret }
}

async function arrange(
  t: TestContext,
  database: TestDatabase,
  wanted: readonly SettingsStream[],
  ...receivers: readonly { readonly authority: string }[]
): Promise<TestRegistry> {
  const registry = await startRegistry(database, { streams: { wanted, reach: reaching(...receivers) } })
  t.after(registry.close)
  return registry
}

const entriesIn = (text: string): readonly Json[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
const idsIn = (entries: readonly Json[]): readonly string[] => entries.map(({ id }) => id)
const bucketsIn = (entries: readonly Json[]): readonly string[] =>
  entries
    .filter((entry) => entry.control_plane_event.description === 'Created bucket')
    .map((entry) => entry.resource.description)

/** The ids of the project's events, in the order of the ledger. */
const happenedIn = async ({ store, projectId }: TestRegistry): Promise<readonly string[]> =>
  (await store.ledgers.after(projectId, 0, { events: 100, bytes: 1_000_000 })).map(({ event }) => event.id)

async function streamOf({ store, organizationId }: TestRegistry): Promise<Stream> {
  const page = { size: 1, order: [{ field: 'name', descending: false }], edge: null } as const
  const { items } = await store.streams.list(organizationId, page)
  return items[0] ?? assert.fail('there is no stream')
}

/** Waits until every event has its position and every due attempt was made. */
async function tried(registry: TestRegistry): Promise<void> {
  await until(async () => {
    await registry.runDueJobs()
    return !(await registry.store.ledgers.isWaiting())
  })
  await registry.runDueJobs()
}

for (const database of databases()) {
  test(`HTTP on ${database.name}: lines of entries, compressed, with a token, in their order`, async (t) => {
    const receiver = await httpReceiver(t)
    const registry = await arrange(
      t,
      database,
      [named({ kind: 'http', url: receiver.url, tokenEnv: 'TOKEN' }, 'hush')],
      receiver,
    )
    for (const name of ['one', 'two', 'three']) await newBucket(registry.admin, name)
    await tried(registry)
    const entries = receiver.posted.flatMap(({ text }) => entriesIn(text))
    assert.deepEqual(bucketsIn(entries), ['one', 'two', 'three'])
    const ofProject = entries.filter(({ stream }) => stream.project_id === registry.projectId)
    assert.deepEqual(idsIn(ofProject), await happenedIn(registry))
    const { entries: listed } = await registry.admin.ok('LogService_Get', {
      body: { streams: [{ organization_id: registry.organizationId }], page_size: 100 },
    })
    const byId = new Map((listed as Json[]).map((entry) => [entry.id, entry]))
    for (const entry of entries) assert.deepEqual(entry, byId.get(entry.id))
    for (const { headers } of receiver.posted) {
      assert.equal(headers.authorization, 'Bearer hush')
      assert.equal(headers['content-type'], 'application/x-ndjson')
      assert.equal(headers['content-encoding'], 'gzip')
    }
    const { secret, kind } = await streamOf(registry)
    assert.equal(kind, 'http')
    assert.ok(secret !== '' && !secret.includes('hush'), 'the database does not show it')
  })

  test(`HTTP on ${database.name}: signed, and sent again until it is accepted`, async (t) => {
    const receiver = await httpReceiver(t)
    const settings = { kind: 'http', url: receiver.url, signingKeyEnv: 'KEY', gzip: false }
    const registry = await arrange(t, database, [named(settings, 'key')], receiver)
    await tried(registry)
    receiver.posted.length = 0
    receiver.answer((response) => response.writeHead(503).end())
    await newBucket(registry.admin, 'one')
    await until(() => receiver.posted.length > 0)
    await newBucket(registry.admin, 'two')
    await until(async () => (await streamOf(registry)).failure === 'answered with the status 503')
    registry.clock.advance(90_000)
    const ofOrganization = { params: { organization_id: registry.organizationId } }
    const { streams } = await registry.admin.ok('AssayService_ListStreams', ofOrganization)
    const [{ id, created_at, failing_since, position, head_position, lag_entries, ...shown }] = streams as [Json]
    const { lag_seconds, ...rest } = shown
    assert.deepEqual(rest, {
      ...{ name: 'siem', kind: 'http', origin: 'SETTINGS', target: new URL(receiver.url).host, enabled: true },
      ...{ project_id: '', failure: 'answered with the status 503', passed_by: 0 },
    })
    assert.ok(lag_entries >= 1 && lag_entries === head_position - position, String(lag_entries))
    const sinceFailed = Math.round((Date.parse(registry.clock.now()) - Date.parse(failing_since)) / 1000)
    assert.ok(lag_seconds >= 90 && Math.abs(lag_seconds - sinceFailed) <= 3, `${lag_seconds} s, ${sinceFailed} s`)
    assert.ok(id !== '' && created_at <= failing_since)
    receiver.answer((response) => response.destroy())
    // A request that is already in flight may get the old response.
    await until(async () => {
      registry.clock.advance(600_000)
      await tried(registry)
      return (await streamOf(registry)).failure === 'broke off the connection'
    })
    const before = receiver.posted.length
    receiver.answer((response) => response.end())
    registry.clock.advance(600_000)
    await tried(registry)
    const accepted = receiver.posted.slice(before)
    assert.deepEqual(bucketsIn(accepted.flatMap(({ text }) => entriesIn(text))), ['one', 'two'])
    for (const { headers, body } of receiver.posted) {
      assert.equal(headers['content-encoding'], undefined)
      const signature = createHmac('sha256', 'key').update(body).digest('hex')
      assert.equal(headers['x-assay-signature'], `sha256=${signature}`)
    }
    const { streams: listed } = await registry.admin.ok('AssayService_ListStreams', ofOrganization)
    const { failure, failing_since: since, lag_entries: lag, lag_seconds: seconds } = (listed as [Json])[0]
    assert.deepEqual({ failure, since, lag, seconds }, { failure: '', since: null, lag: 0, seconds: 0 })
  })

  test(`streams on ${database.name} go on where a worker has died, and where a server is started again`, async (t) => {
    const receiver = await httpReceiver(t)
    const registry = await arrange(t, database, [named({ kind: 'http', url: receiver.url })], receiver)
    await tried(registry)
    receiver.posted.length = 0
    // Like a server that was killed while it was sending.
    const { store, clock } = registry
    const { id } = await streamOf(registry)
    await store.transaction(async ({ streams }) => {
      await streams.release(id, clock.now())
      const claimed = await streams.claim(['http'], clock.now(), later(clock.now(), 50_000), '2100')
      assert.equal(claimed?.stream.id, id)
    })
    await newBucket(registry.admin, 'one')
    const replica = await registry.another()
    const other = replica.as(await registry.token('admin'))
    await newBucket(other, 'two')
    await tried(registry)
    assert.equal(receiver.posted.length, 0, 'somebody has it')
    clock.advance(60_000)
    await replica.runDueJobs()
    await until(() => bucketsIn(receiver.posted.flatMap(({ text }) => entriesIn(text))).length >= 2)
    assert.deepEqual(bucketsIn(receiver.posted.flatMap(({ text }) => entriesIn(text))), ['one', 'two'])
  })

  test(`streams on ${database.name} catch up on seven days, and count what is older`, async (t) => {
    const receiver = await httpReceiver(t)
    const registry = await arrange(t, database, [named({ kind: 'http', url: receiver.url })], receiver)
    await tried(registry)
    receiver.answer((response) => response.writeHead(500).end())
    await newBucket(registry.admin, 'old')
    await tried(registry)
    registry.clock.advance(2 * DAY)
    await newBucket(await registry.logIn(), 'young')
    await tried(registry)
    registry.clock.advance(6 * DAY)
    await newBucket(await registry.logIn(), 'new')
    receiver.posted.length = 0
    receiver.answer((response) => response.end())
    await tried(registry)
    assert.deepEqual(bucketsIn(receiver.posted.flatMap(({ text }) => entriesIn(text))), ['young', 'new'])
    assert.ok((await streamOf(registry)).passedBy >= 1)
  })

  test(`streams on ${database.name} are tried by an entry, each in its way, that changes nothing`, async (t) => {
    const [receiver, syslog] = [await httpReceiver(t), await syslogReceiver(t)]
    const path = join(await temporaryFolder(t), 'audit.ndjson')
    const registry = await arrange(
      t,
      database,
      [
        named({ name: 'a-file', kind: 'file', path }),
        named({ name: 'b-syslog', kind: 'syslog', host: 'localhost', port: syslog.port }),
        named({ name: 'c-http', kind: 'http', url: receiver.url }),
      ],
      receiver,
      syslog,
    )
    await tried(registry)
    const organization = { organization_id: registry.organizationId }
    const { admin } = registry
    const list = async () => (await admin.ok('AssayService_ListStreams', { params: organization })).streams as Json[]
    const before = await list()
    const test = (stream_id: string): Promise<Json> =>
      admin.ok('AssayService_TestStream', { params: { ...organization, stream_id } })
    const [file, messages, posts] = before.map(({ id }) => id as string) as [string, string, string]
    const isTest = (entry: Json, id: string, name: string) => {
      assert.deepEqual(
        [entry?.id, entry?.control_plane_event.description, entry?.control_plane_event.metadata.stream.name],
        [id, 'Tested stream', name],
      )
    }

    await writeFile(path, '{"cut o', { flag: 'a' })
    const written = await test(file)
    assert.equal(written.failure, '')
    const lines = (await readFile(path, 'utf8')).split('\n').slice(-3)
    assert.deepEqual([lines[0], lines[2]], ['{"cut o', ''], 'another one may still be writing it')
    isTest(JSON.parse(lines[1] ?? ''), written.entry_id, 'a-file')

    const sent = await test(messages)
    assert.equal(sent.failure, '')
    const [, message = ''] = / assay - stream\.tested - (\{.*\})$/.exec(framed(syslog.received()).at(-1) ?? '') ?? []
    isTest(JSON.parse(message), sent.entry_id, 'b-syslog')

    const posted = await test(posts)
    assert.equal(posted.failure, '')
    isTest(entriesIn(receiver.posted.at(-1)?.text ?? '')[0] ?? {}, posted.entry_id, 'c-http')
    receiver.answer((response) => response.writeHead(503).end())
    assert.equal((await test(posts)).failure, 'answered with the status 503')
    receiver.answer((response) => response.end())
    assert.deepEqual(await list(), before)
    await admin.refused('AssayService_TestStream', 5, { params: { ...organization, stream_id: 'nothing' } })
  })

  test(`a receiver on ${database.name} that hangs holds up no other`, async (t) => {
    const [hangs, receiver] = await Promise.all([httpReceiver(t), httpReceiver(t)])
    const registry = await arrange(
      t,
      database,
      [
        named({ name: 'hangs', kind: 'http', url: hangs.url }),
        named({ name: 'works', kind: 'http', url: receiver.url }),
      ],
      hangs,
      receiver,
    )
    await tried(registry)
    hangs.answer(() => undefined)
    hangs.posted.length = 0
    await newBucket(registry.admin, 'one')
    await until(() => hangs.posted.length > 0)
    await newBucket(registry.admin, 'two')
    await until(() => bucketsIn(receiver.posted.flatMap(({ text }) => entriesIn(text))).includes('two'))
    assert.equal(hangs.posted.length, 1)
  })

  test(`a file on ${database.name} has all entries once, and is put aside when it is full`, async (t) => {
    const path = join(await temporaryFolder(t), 'logs', 'audit.ndjson')
    const file = { ...named({ kind: 'file', path, keep: 2 }), config: { path, bytes: 4000, keep: 2 } }
    const registry = await arrange(t, database, [file])
    await tried(registry)
    // What a process leaves that was killed while it was writing.
    await writeFile(path, '{"id":"whole"}\n{"id":"cut o', { flag: 'a' })
    const names = Array.from({ length: 9 }, (_, number) => `bucket-${number}`)
    for (const name of names) {
      await newBucket(registry.admin, name)
      await tried(registry)
    }
    const folder = join(path, '..')
    assert.deepEqual((await readdir(folder)).sort(), ['audit.ndjson', 'audit.ndjson.1', 'audit.ndjson.2'])
    const written = await Promise.all(['.2', '.1', ''].map((suffix) => readFile(path + suffix, 'utf8')))
    const texts = written.map((text) => text.replace('{"id":"cut o\n', ''))
    const kept = bucketsIn(texts.flatMap(entriesIn).filter(({ id }) => id !== 'whole'))
    assert.deepEqual(kept, names.slice(-kept.length))
    assert.ok(kept.length > 2 && kept.length < names.length, String(kept.length))
    for (const text of texts) assert.ok(text.endsWith('\n') && !text.includes('cut o'))
  })

  test(`a file on ${database.name} that is a pipe is refused, and not waited for`, async (t) => {
    const path = join(await temporaryFolder(t), 'pipe')
    await promisify(execFile)('mkfifo', [path])
    const registry = await arrange(t, database, [named({ kind: 'file', path })])
    await tried(registry)
    assert.equal((await streamOf(registry)).failure, 'cannot be written: it is there and no file')
  })

  test(`syslog on ${database.name}: a message of RFC 5424 for each entry, its length before it`, async (t) => {
    const receiver = await syslogReceiver(t)
    const registry = await arrange(
      t,
      database,
      [named({ kind: 'syslog', host: 'localhost', port: receiver.port })],
      receiver,
    )
    await newBucket(registry.admin, 'one')
    await tried(registry)
    const messages = framed(receiver.received())
    const form = /^<(\d+)>1 (\S+Z) registry-1 assay - ([!-~]{1,32}) \[meta sequenceId="([1-9]\d*)"\] (\{.*\})$/
    const parts = messages.map((message) => form.exec(message) ?? assert.fail(message))
    const created = parts.find((part) => part[3] === 'bucket.created') ?? assert.fail('the bucket is not told of')
    const entry = JSON.parse(created[5] ?? '')
    assert.deepEqual([created[1], created[2]], ['110', entry.timestamp])
    assert.deepEqual(bucketsIn([entry]), ['one'])
    const { position } =
      (await registry.store.ledgers.after(registry.projectId, 0, { events: 100, bytes: 1_000_000 })).find(
        ({ event }) => event.id === entry.id,
      ) ?? assert.fail('it has no place')
    assert.equal(Number(created[4]), position)
  })

  test(`OpenTelemetry on ${database.name}: log records as OTLP has them in JSON`, async (t) => {
    const receiver = await httpReceiver(t)
    const settings = { kind: 'otel', url: receiver.url, tokenEnv: 'KEY', tokenHeader: 'api-key' }
    const registry = await arrange(t, database, [named(settings, 'hush')], receiver)
    await newBucket(registry.admin, 'one')
    await tried(registry)
    const records = receiver.posted.flatMap(({ text, headers }) => {
      assert.equal(headers['api-key'], 'hush')
      const [{ resource, scopeLogs }] = JSON.parse(text).resourceLogs as Json[]
      assert.deepEqual(resource.attributes, [{ key: 'service.name', value: { stringValue: 'assay' } }])
      return (scopeLogs as Json[]).flatMap(({ logRecords }) => logRecords as Json[])
    })
    const record = records.find(({ eventName }) => eventName === 'bucket.created') ?? assert.fail('it is not told of')
    const read = (values: Json[]) => Object.fromEntries(values.map(({ key, value }) => [key, Object.values(value)[0]]))
    const attributes = read(record.attributes)
    const body = read(record.body.kvlistValue.values)
    assert.equal(attributes['log.record.uid'], body.id)
    assert.match(String(attributes['assay.position']), /^[1-9]\d*$/)
    assert.equal(record.timeUnixNano, `${Date.parse(body.timestamp)}000000`)
    assert.deepEqual([record.severityNumber, record.severityText], [9, 'INFO'])
  })

  test(`OpenTelemetry on ${database.name}: what a collector leaves out is counted, told, and not sent again`, async (t) => {
    const receiver = await httpReceiver(t)
    const registry = await arrange(t, database, [named({ kind: 'otel', url: receiver.url })], receiver)
    await tried(registry)
    const before = (await streamOf(registry)).passedBy
    const partialSuccess = { rejectedLogRecords: '1', errorMessage: 'a record\nis too long' }
    receiver.answer((response) => response.end(JSON.stringify({ partialSuccess })))
    await newBucket(registry.admin, 'one')
    await tried(registry)
    const { id, passedBy, failure } = await streamOf(registry)
    assert.deepEqual([passedBy - before, failure], [1, ''])
    const sent = receiver.posted.length
    await tried(registry)
    assert.equal(receiver.posted.length, sent)
    const params = { organization_id: registry.organizationId, stream_id: id }
    const { failure: told } = await registry.admin.ok('AssayService_TestStream', { params })
    assert.equal(told, 'has left out what it was sent: a record is too long')
  })
}
