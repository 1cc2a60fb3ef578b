// Requests that arrive slowly or never, while the test decides when seconds pass.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databases } from '../../support/databases.ts'
import { openConnection, type RawConnection } from '../../support/raw-socket.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { manualSeconds } from '../../support/seconds.ts'

const [database = assert.fail('there is no database')] = databases()
const KIB = 1024
const MIB = 1024 * KIB

describe('a request that is slow', { timeout: 60_000 }, () => {
  const seconds = manualSeconds()
  let registry: TestRegistry
  let authorization: string
  let base: string
  before(async () => {
    registry = await startRegistry(database, { everySecond: seconds.everySecond })
    authorization = `Authorization: Bearer ${await registry.token('admin')}`
    base = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
  })
  after(() => registry.close())

  const head = (first: string, ...headers: readonly string[]) =>
    `${[first, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`
  /** "Continue" indicates that the server has begun to wait for the body. */
  const begin = async (first: string, ...headers: readonly string[]): Promise<RawConnection> => {
    const connection = await openConnection(registry)
    await connection.write(head(first, ...headers, 'Expect: 100-continue'))
    assert.equal((await connection.answer()).status, 100)
    return connection
  }
  /** Responses on another connection, so that what was written before has arrived. */
  const settled = async () => {
    for (let round = 0; round < 3; round++) await registry.anonymous.send({ method: 'GET', path: '/healthz' })
  }
  /** The server waits a few seconds for the rest of a request, then closes. */
  const closes = async (connection: RawConnection): Promise<string> => {
    for (let second = 0; !connection.isClosed() && second < 20; second++) {
      await settled()
      seconds.pass(1)
    }
    return connection.closed()
  }
  const refusedAsSlow = async (connection: RawConnection) => {
    const { status, headers, body } = await connection.answer()
    assert.deepEqual([status, headers.connection, body.code], [408, 'close', 3])
    assert.match(body.message as string, /did not arrive in time/)
    assert.equal(await closes(connection), '')
  }

  const bodies = [
    ['a bucket', () => `PUT ${base}/buckets HTTP/1.1`, 'Content-Length: 1000'],
    ['a build', () => `PATCH ${base}/buckets/b/versions/f/builds/x HTTP/1.1`, `Content-Length: ${4 * MIB}`],
    ['an SBOM', () => `PUT ${base}/buckets/b/versions/f/builds/x/sboms HTTP/1.1`, 'Transfer-Encoding: chunked'],
  ] as const
  for (const [description, first, announced] of bodies) {
    test(`that announces ${description} and sends nothing is told so after 15 s, and no earlier`, async () => {
      const connection = await begin(first(), authorization, announced)
      seconds.pass(14)
      await settled()
      seconds.pass(1)
      await refusedAsSlow(connection)
    })

    test(`that sends ${description} byte by byte is told so`, async () => {
      const connection = await begin(first(), authorization, announced)
      for (let second = 0; second < 15; second++) {
        await connection.write(announced.startsWith('T') ? '1\r\n{\r\n' : '{')
        await settled()
        seconds.pass(1)
      }
      await refusedAsSlow(connection)
    })
  }

  test('for a token is told so in the words of RFC 6749', async () => {
    for (const path of ['/oauth2/token', '/oauth/token', '/oauth2/revoke'])
      for (const announced of ['Content-Length: 300', 'Transfer-Encoding: chunked']) {
        const connection = await begin(`POST ${path} HTTP/1.1`, announced)
        seconds.pass(15)
        const { status, body } = await connection.answer()
        assert.deepEqual([status, body.error], [408, 'invalid_request'])
        assert.equal(await closes(connection), '')
      }
  })

  test('at the address of a run task is told so', async () => {
    const { api_url } = await registry.admin.ok('PackerService_GetRegistryTFCRunTaskAPI', {
      params: { task_type: 'validation' },
    })
    const connection = await begin(`POST ${new URL(api_url as string).pathname} HTTP/1.1`, 'Content-Length: 300')
    seconds.pass(15)
    await refusedAsSlow(connection)
  })

  test('but brings 16 KiB in every 15 s is read to its end', async () => {
    const text = JSON.stringify({ name: 'slow', description: 'x'.repeat(100) })
    const body = text + ' '.repeat(64 * KIB - text.length)
    const connection = await begin(`PUT ${base}/buckets HTTP/1.1`, authorization, `Content-Length: ${body.length}`)
    for (let sent = 0; sent < body.length; sent += 16 * KIB) {
      await connection.write(body.slice(sent, sent + 16 * KIB))
      await settled()
      seconds.pass(14)
    }
    const { status, body: answered } = await connection.answer()
    assert.equal(status, 200, JSON.stringify(answered))
    assert.equal(answered.bucket.name, 'slow')
    connection.vanish()
  })

  test('after its answer is not waited for: what was announced has 15 s to come', async () => {
    for (const announced of [
      `Content-Length: ${64 * KIB}`,
      `Content-Length: ${4 * MIB}`,
      'Transfer-Encoding: chunked',
    ]) {
      const connection = await openConnection(registry)
      await connection.write(head('POST /nowhere HTTP/1.1', announced))
      assert.equal((await connection.answer()).status, 404)
      assert.match(await closes(connection), /^(HTTP\/1\.1 408 [^]*)?$/)
    }
  })

  test('in its head is told so after 15 s, whether it is the first of its connection or not', async () => {
    for (const before of ['', head('GET /healthz HTTP/1.1')]) {
      const connection = await openConnection(registry)
      if (before !== '') {
        await connection.write(before)
        assert.equal((await connection.answer()).status, 200)
      }
      await connection.write('GET /healthz HTTP/1.1\r\nHost: loc')
      await settled()
      seconds.pass(14)
      await connection.write('al')
      await settled()
      seconds.pass(1)
      await refusedAsSlow(connection)
    }
  })

  test('to come at all is waited for, once its connection has had an answer', async () => {
    const connection = await openConnection(registry)
    await connection.write(head('GET /healthz HTTP/1.1'))
    assert.equal((await connection.answer()).status, 200)
    seconds.pass(60)
    await connection.write(head('GET /healthz HTTP/1.1'))
    assert.equal((await connection.answer()).status, 200)
    connection.vanish()
  })
})
