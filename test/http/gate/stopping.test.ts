// How a server that is being stopped responds to clients that have already begun a request.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { databases } from '../../support/databases.ts'
import { openConnection, type RawConnection } from '../../support/raw-socket.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const [database = assert.fail('there is no database')] = databases()
/** Less than the server waits for clients that have begun a request. */
const PATIENCE_MS = 5000

describe('a server that is being stopped', { timeout: 60_000 }, () => {
  let registry: TestRegistry
  before(async () => {
    registry = await startRegistry(database)
  })
  after(() => registry.close())

  test('refuses what is begun now with 503, each endpoint in its own words, and finishes what it had begun', async () => {
    const base = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
    const old = base.replace('2023-01-01', '2021-04-30')
    const authorization = `Authorization: Bearer ${await registry.token('contributor')}`
    const begun = await openConnection(registry)
    const body = '{"name":"begun"}'
    await begun.write(
      `PUT ${base}/buckets HTTP/1.1\r\nHost: localhost\r\n${authorization}\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
    )
    assert.equal((await begun.answer()).status, 100)
    const paths = [`GET ${base}/buckets`, `GET ${old}/images`, 'POST /oauth2/token', 'GET /healthz', 'GET /nowhere']
    const asking: RawConnection[] = []
    for (const path of paths) {
      const connection = await openConnection(registry)
      // Half of a head: the connection is not idle, and its request is still unknown.
      await connection.write(`${path} HTTP/1.1\r\nHost: localhost\r\n${authorization}\r\n`)
      asking.push(connection)
    }
    await registry.anonymous.send({ method: 'GET', path: '/healthz' })

    const stopped = registry.stop()
    for (const [index, connection] of asking.entries()) {
      await connection.write('\r\n')
      const { status, headers, body } = await connection.answer()
      assert.deepEqual([status, headers.connection], [503, 'close'])
      assert.ok(Number(headers['retry-after']) > 0)
      const isForTokens = paths[index]?.includes('oauth2')
      if (isForTokens) assert.equal(body.error, 'temporarily_unavailable')
      else assert.deepEqual([body.code, body.details], [14, []])
      if (paths[index]?.includes('2021')) assert.equal(body.error, body.message)
      connection.vanish()
    }
    await begun.write(body)
    const { status, headers, body: bucket } = await begun.answer()
    assert.deepEqual([status, headers.connection, bucket.bucket.name], [200, 'close', 'begun'])
    await begun.closed()
    await stopped
  })

  test('waits for nobody who has not asked for anything, whether TLS is agreed on or not', async () => {
    const stopping = await startRegistry(database)
    const silent = connect({ host: '127.0.0.1', port: Number(new URL(stopping.url).port) })
    silent.on('error', () => undefined)
    await once(silent, 'connect')
    const secured = await openConnection(stopping)
    await stopping.anonymous.send({ method: 'GET', path: '/healthz' })
    const begun = performance.now()
    await stopping.close()
    const milliseconds = performance.now() - begun
    assert.ok(milliseconds < PATIENCE_MS, `it took ${milliseconds} ms`)
    silent.destroy()
    secured.vanish()
  })
})
