// What Node and Fastify would answer by themselves, and malformed heads: every response has the error envelope.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databases } from '../../support/databases.ts'
import { ask, openConnection, type RawAnswer } from '../../support/raw-socket.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const [database = assert.fail('there is no database')] = databases()

describe('the head of a request', { timeout: 60_000 }, () => {
  let registry: TestRegistry
  let base: string
  before(async () => {
    registry = await startRegistry(database)
    base = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
  })
  after(() => registry.close())

  const send = (...lines: readonly string[]): Promise<RawAnswer> => ask(registry, `${lines.join('\r\n')}\r\n\r\n`)
  const assertEnvelope = ({ status, headers, body }: RawAnswer, expected: readonly [status: number, code: number]) => {
    assert.deepEqual([status, body.code], expected)
    assert.match(headers['content-type'] ?? '', /^application\/json/)
    assert.deepEqual(body.details, [])
    assert.notEqual(body.message, '')
    return body.message as string
  }

  const wrongHosts: Readonly<Record<string, readonly string[]>> = {
    'two of them': ['Host: localhost', 'Host: localhost'],
    'two different ones': ['Host: localhost', 'X: y', 'hOST: evil.example'],
    none: [],
    'an empty one': ['Host:'],
    'a port that is none': ['Host: localhost:99999'],
    markup: ['Host: "><script>'],
    'a space': ['Host: a b'],
    'two in one': ['Host: a, b'],
    'a path': ['Host: a/b'],
    'a user': ['Host: user@a'],
    'a percent sign': ['Host: %00'],
    'half of a bracket': ['Host: [::1'],
    'a byte beyond ASCII': ['Host: t\u00e9st'],
  }
  for (const [description, hosts] of Object.entries(wrongHosts))
    test(`with ${description} for a host is refused, wherever it goes`, async () => {
      for (const path of ['/healthz', '/nowhere', `${base}/buckets`]) {
        const message = assertEnvelope(await send(`GET ${path} HTTP/1.1`, ...hosts), [400, 3])
        assert.match(message, /^Host: /)
      }
      const { status, body } = await send('POST /oauth2/token HTTP/1.1', ...hosts, 'Content-Length: 0')
      assert.deepEqual([status, body.error], [400, 'invalid_request'])
      const old = await send('GET /packer/2021-04-30/nowhere HTTP/1.1', ...hosts)
      assert.equal(old.body.error, old.body.message)
    })

  test('with a host that is one is taken', async () => {
    for (const host of ['localhost', 'LOCALHOST:8443', '127.0.0.1:1', '[::1]:65535', 'images_1.example-a.com.'])
      assert.equal((await send('GET /healthz HTTP/1.1', `Host: ${host}`)).status, 200, host)
  })

  test('of HTTP/1.0 needs no host: health checks have none', async () => {
    assert.equal((await send('GET /healthz HTTP/1.0')).status, 200)
    assertEnvelope(await send('GET /healthz HTTP/1.0', 'Host: a', 'Host: b'), [400, 3])
  })

  test('with an address in full leads where the path of it does', async () => {
    for (const url of ['http://localhost/healthz', 'https://other.example:1/healthz?x'])
      assert.equal((await send(`GET ${url} HTTP/1.1`, 'Host: localhost')).status, 200, url)
  })

  test('that asks for the server as a whole, or for a tunnel, asks for what is not there', async () => {
    assert.equal(assertEnvelope(await send('OPTIONS * HTTP/1.1', 'Host: localhost'), [404, 5]), 'there is no OPTIONS *')
    assert.equal(
      assertEnvelope(await send('CONNECT other.example:443 HTTP/1.1', 'Host: localhost'), [404, 5]),
      'there is no CONNECT other.example:443',
    )
  })

  test('with a method that nothing is served by is 404, like any address that leads nowhere', async () => {
    for (const method of ['TRACE', 'OPTIONS', 'HEAD', 'QUERY', 'M-SEARCH']) {
      const connection = await openConnection(registry)
      await connection.write(`${method} /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n`)
      // A response to HEAD announces a body that never comes.
      if (method !== 'HEAD') assertEnvelope(await connection.answer(), [404, 5])
      connection.vanish()
    }
  })

  test('that would rather speak another protocol is answered in this one', async () => {
    for (const protocol of ['h2c', 'websocket']) {
      const upgrade = [
        'Connection: Upgrade, HTTP2-Settings',
        `Upgrade: ${protocol}`,
        'HTTP2-Settings: AAMAAABkAAQAAP__',
      ]
      assert.equal((await send('GET /healthz HTTP/1.1', 'Host: localhost', ...upgrade)).status, 200)
    }
  })

  test('with an expectation that nobody can meet is 417', async () => {
    const sent = ['Host: localhost', 'Expect: 200-maybe', 'Content-Length: 4']
    assertEnvelope(await send(`PUT ${base}/buckets HTTP/1.1`, ...sent), [417, 3])
    const { status, body } = await send('POST /oauth2/token HTTP/1.1', ...sent)
    assert.deepEqual([status, body.error], [417, 'invalid_request'])
  })

  test('that is not HTTP after one that was answers the first, then says so and closes', async () => {
    const connection = await openConnection(registry)
    await connection.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nnonsense\r\n\r\n')
    assert.equal((await connection.answer()).status, 200)
    assertEnvelope(await connection.answer(), [400, 3])
    assert.equal(await connection.closed(), '')
  })
})
