// What clients see of a database that accepts no changes, or does not respond: nothing that looks like a fault of theirs, or of the
// registry.
import assert from 'node:assert/strict'
import { rename } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { newBucket } from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { socketOf } from '../support/postgres-databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { until } from '../support/until.ts'

interface Outage {
  /** From then on, no change is possible. */
  readonly begin: () => Promise<void>
  readonly end: () => Promise<void>
}

const outageOf: Readonly<Record<TestDatabase['name'], (location: DatabaseLocation) => Outage>> = {
  sqlite: (location) => {
    const file = 'sqliteFile' in location ? location.sqliteFile : assert.fail()
    return { begin: () => rename(file, `${file}.away`), end: () => rename(`${file}.away`, file) }
  },
  postgres: (location) => {
    const connectionString = 'postgresUrl' in location ? location.postgresUrl : assert.fail()
    const { database } = socketOf(location)
    const become = async (mode: 'on' | 'off') => {
      const client = new pg.Client({ connectionString, options: '-c default_transaction_read_only=off' })
      await client.connect()
      await client.query(`alter database ${database} set default_transaction_read_only = ${mode}`)
      // The setting applies to new sessions only.
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
        [database],
      )
      await client.end()
    }
    return { begin: () => become('on'), end: () => become('off') }
  },
}

const ready = async (client: Client) => (await client.send({ method: 'GET', path: '/readyz' })).status
const askForToken = (client: Client, { clientId, clientSecret }: TestRegistry['credentials']) =>
  client.send({
    method: 'POST',
    path: '/oauth2/token',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })

for (const database of databases())
  describe(`a registry whose ${database.name} takes no changes`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    test('says so with 503 and when to come again, serves reads and known tokens, and goes on by itself', async () => {
      const bucket = await newBucket(registry.admin, 'kept')
      const contributor = await registry.principal('contributor')
      const fresh = await registry.principal('viewer')
      const { begin, end } = outageOf[database.name](registry.location)
      await begin()
      await until(async () => (await ready(registry.anonymous)) === 503)
      await until(async () => (await bucket.call('GetBucket')).status === 200)

      const refused = await contributor.call('PackerService_CreateBucket', { body: { name: 'lost' } })
      assert.equal(refused.status, 503)
      assert.equal(refused.body.code, 14)
      assert.match(refused.body.message, /^the (?:database is read-only|files of the database were moved)/)
      assert.ok(Number(refused.headers['retry-after']) > 0)
      const token = await askForToken(registry.anonymous, registry.credentials)
      assert.equal(token.status, 503)
      assert.equal(token.body.error, 'temporarily_unavailable')
      assert.ok(Number(token.headers['retry-after']) > 0)
      // This token has not been checked since it was issued.
      assert.equal((await fresh.call('PackerService_GetBucket', { params: { bucket_name: 'kept' } })).status, 200)
      const { body } = await registry.anonymous.send({ method: 'GET', path: '/readyz?verbose' })
      const { checks } = body as { readonly checks: readonly { readonly [field: string]: string }[] }
      const { status, message } = checks.find(({ name }) => name === 'database') ?? assert.fail('it is not checked')
      assert.deepEqual([status, message], ['failed', refused.body.message])

      await end()
      await until(async () => (await ready(registry.anonymous)) === 200)
      await until(
        async () => (await contributor.call('PackerService_CreateBucket', { body: { name: 'made' } })).status !== 503,
      )
      assert.equal((await askForToken(registry.anonymous, registry.credentials)).status, 200)
      const { buckets } = (await registry.admin.ok('PackerService_ListBuckets', {})) as {
        readonly buckets: readonly { readonly name: string }[]
      }
      assert.deepEqual(
        buckets.map(({ name }) => name),
        ['kept', 'made'],
      )
    })
  })

describe('a registry whose PostgreSQL stands still', () => {
  let proxy: TcpProxy
  let registry: TestRegistry
  before(async () => {
    const postgres = databases()[1]!
    registry = await startRegistry({
      ...postgres,
      create: async () => {
        const { location, drop } = await postgres.create()
        const { path, user, database } = socketOf(location)
        proxy = await startTcpProxy(path)
        return { location: { postgresUrl: `postgresql://${user}@127.0.0.1:${proxy.port}/${database}` }, drop }
      },
    })
  })
  after(async () => {
    proxy.release()
    await registry.close()
    await proxy.close()
  })

  test('is not ready within 3 s, and is again when it goes on', async () => {
    assert.equal(await ready(registry.anonymous), 200)
    proxy.hold('everything')
    const begin = performance.now()
    assert.equal(await ready(registry.anonymous), 503)
    assert.ok(performance.now() - begin < 3000)
    assert.equal((await registry.anonymous.send({ method: 'GET', path: '/healthz' })).status, 200)
    proxy.release()
    assert.equal(await ready(registry.anonymous), 200)
  })
})
