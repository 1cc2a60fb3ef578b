// Requests that no HTTP client sends. One database is enough, because none of them gets that far.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databases } from '../support/databases.ts'
import { type Exchange, exchange } from '../support/raw-socket.ts'
import { accessToken, startRegistry, type TestRegistry } from '../support/registry.ts'
import { shortSeconds } from '../support/seconds.ts'

const MIB = 1024 * 1024
const PIECE = 64 * 1024
/** How much of what was written before the response arrived may be buffered by kernels and TLS. */
const UNDER_WAY = 6 * MIB

const [database = assert.fail('there is no database')] = databases()

describe('what arrives at the socket', { timeout: 60_000 }, () => {
  let registry: TestRegistry
  let authorization: string
  let base: string
  before(async () => {
    registry = await startRegistry(database, { everySecond: shortSeconds })
    authorization = `Authorization: Bearer ${await accessToken(registry.anonymous, registry.credentials)}`
    base = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
  })
  after(() => registry.close())

  const request = (first: string, ...headers: readonly string[]) =>
    `${[first, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`
  const answersOf = ({ received }: Exchange) =>
    [...received.matchAll(/HTTP\/1\.1 (\d+)[^]*?\r\n\r\n([^]*?)(?=HTTP\/1\.1 \d|$)/g)].map(([, status, body = '']) => ({
      status: Number(status),
      code: (body.startsWith('{') ? (JSON.parse(body) as { code?: number }) : {}).code,
    }))
  const isAlive = async () => {
    const { status } = await registry.anonymous.send({ method: 'GET', path: '/readyz' })
    assert.equal(status, 200)
  }

  describe('a body that is too large', () => {
    function* endless(head: string, piece: Uint8Array) {
      yield head
      for (let sent = 0; sent < 200 * MIB; sent += piece.length) yield piece
    }
    const spaces = Buffer.alloc(PIECE, ' ')
    const chunk = Buffer.concat([Buffer.from(`${PIECE.toString(16)}\r\n`), spaces, Buffer.from('\r\n')])
    const buckets = () => `PUT ${base}/buckets HTTP/1.1`
    const channels = () => `POST ${base}/buckets/some/channels HTTP/1.1`
    const builds = () => `PATCH ${base}/buckets/some/versions/fp/builds/some HTTP/1.1`
    const sboms = () => `PUT ${base}/buckets/some/versions/fp/builds/some/sboms HTTP/1.1`

    const announced = [
      ['a channel', channels, 64 * 1024],
      ['a bucket', buckets, MIB / 4],
      ['a build', builds, 4 * MIB],
      ['an SBOM', sboms, 16 * MIB],
    ] as const
    for (const [description, line, limit] of announced) {
      test(`for ${description} is refused by what it says of its length, when nothing of it has come`, async () => {
        const head = request(line(), authorization, `Content-Length: ${limit + 1}`)
        const { received, sentBeforeAnswer } = await exchange(registry, [head, '{'])
        assert.deepEqual(answersOf({ received, sentBeforeAnswer }), [{ status: 413, code: 3 }])
        assert.ok(sentBeforeAnswer <= head.length + 1)
      })

      test(`for ${description} is refused by its length while it comes, and the connection with it`, async () => {
        const head = request(line(), authorization, `Content-Length: ${200 * MIB}`)
        const answer = await exchange(registry, endless(head, spaces))
        assert.deepEqual(answersOf(answer), [{ status: 413, code: 3 }])
        assert.ok(answer.sentBeforeAnswer < UNDER_WAY, `${answer.sentBeforeAnswer} bytes`)
      })

      test(`for ${description} that does not tell its length is refused once it exceeds ${limit} bytes`, async () => {
        const head = request(line(), authorization, 'Transfer-Encoding: chunked')
        const answer = await exchange(registry, endless(head, chunk))
        assert.deepEqual(answersOf(answer), [{ status: 413, code: 3 }])
        assert.ok(answer.sentBeforeAnswer > limit)
        assert.ok(answer.sentBeforeAnswer < limit + UNDER_WAY, `${answer.sentBeforeAnswer} bytes`)
      })
    }

    test('is not listened to at all without a token', async () => {
      for (const framing of ['Transfer-Encoding: chunked', `Content-Length: ${200 * MIB}`]) {
        const head = request(sboms(), framing, 'Connection: close')
        const answer = await exchange(registry, endless(head, framing.startsWith('T') ? chunk : spaces))
        assert.deepEqual(answersOf(answer), [{ status: 401, code: 16 }])
        assert.ok(answer.sentBeforeAnswer < UNDER_WAY, `${answer.sentBeforeAnswer} bytes`)
      }
    })

    test('for a token is refused in the words of RFC 6749', async () => {
      const head = request('POST /oauth2/token HTTP/1.1', `Content-Length: ${200 * MIB}`)
      const { received } = await exchange(registry, endless(head, spaces))
      assert.match(received, /^HTTP\/1\.1 400 [^]*"error":"invalid_request"/)
    })
  })

  const notHttp: Readonly<Record<string, readonly (string | Uint8Array)[]>> = {
    'bytes at random': [Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256))],
    'NUL alone': ['\0\0\0\0\r\n\r\n'],
    'HTTP/2 by prior knowledge': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    'a method that nobody has heard of': [request('BREW /buckets HTTP/1.1')],
    'a version that is none': [request('GET /healthz HTTP/9.9')],
    'a request line without end': [`GET /${'x'.repeat(100_000)}`],
    'more headers than fit': [request('GET /healthz HTTP/1.1', `X-Long: ${'x'.repeat(100_000)}`)],
    'thousands of headers': [request('GET /healthz HTTP/1.1', ...Array.from({ length: 5000 }, () => 'X: y'))],
    'NUL in a header': [request('GET /healthz HTTP/1.1', 'X-HCP-Source-Channel: a\0b')],
    'a header without a name': [request('GET /healthz HTTP/1.1', ': value')],
    'a line break alone inside a header': [request('GET /healthz HTTP/1.1', 'X: a\rb')],
    'two lengths': [request('POST /oauth2/token HTTP/1.1', 'Content-Length: 1', 'Content-Length: 2') + 'xx'],
    'a negative length': [request('POST /oauth2/token HTTP/1.1', 'Content-Length: -1')],
    'a length beyond all numbers': [request('POST /oauth2/token HTTP/1.1', `Content-Length: ${'9'.repeat(40)}`)],
    'a length and chunks': [
      `${request('POST /oauth2/token HTTP/1.1', 'Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
    ],
  }
  for (const [description, pieces] of Object.entries(notHttp))
    test(`${description} is answered with the envelope of errors, and the connection closed`, async () => {
      const answers = answersOf(await exchange(registry, pieces))
      assert.equal(answers.length, 1)
      assert.ok([400, 413, 431].includes(answers[0]?.status ?? 0), JSON.stringify(answers))
      assert.equal(answers[0]?.code, 3)
      await isAlive()
    })

  test('a chunk without a length is answered by who reads it, and the connection closed', async () => {
    const chunk = ['Transfer-Encoding: chunked', 'Expect: 100-continue']
    for (const pieces of [['zz\r\n'], ['2\r\n{}\r\n', '-1\r\n'], ['2\r\n{}x']]) {
      const bucket = await exchange(registry, [
        request(`PUT ${base}/buckets HTTP/1.1`, authorization, ...chunk),
        ...pieces,
      ])
      assert.deepEqual(answersOf(bucket).slice(-1), [{ status: 400, code: 3 }])
      const token = await exchange(registry, [request('POST /oauth2/token HTTP/1.1', ...chunk), ...pieces])
      assert.match(token.received, /HTTP\/1\.1 400 [^]*"error":"invalid_request"[^]*}$/)
    }
  })

  test('a request that breaks off harms nobody else', async () => {
    for (const pieces of [
      ['GET'],
      [request(`PUT ${base}/buckets HTTP/1.1`, authorization, 'Content-Length: 9') + '{"na'],
    ]) {
      const abort = new AbortController()
      const broken = exchange(registry, pieces, abort.signal)
      await isAlive()
      abort.abort()
      assert.equal((await broken).received, '')
      await isAlive()
    }
  })

  test('a hundred requests in one piece are answered in their order', async () => {
    const names = Array.from({ length: 99 }, (_, index) => `nobody-${index}`)
    const requests = names.map((name) => request(`GET ${base}/buckets/${name} HTTP/1.1`, authorization))
    const last = request('GET /healthz HTTP/1.1', 'Connection: close')
    const { received } = await exchange(registry, [requests.join('') + last])
    assert.deepEqual(
      [...received.matchAll(/bucket \\"([^"]+)\\" does not exist/g)].map(([, name]) => name),
      names,
    )
  })

  test('nonsense after a request does not take the answer of that request away from the next connection', async () => {
    await exchange(registry, [`${request('GET /healthz HTTP/1.1')}\0\0nonsense\r\n\r\n`])
    await isAlive()
  })

  test('an odd host is refused', async () => {
    for (const host of ['evil.example:99999', '"><script>', '[::1', 'a b', '%00']) {
      const head = `GET ${base}/buckets HTTP/1.1\r\nHost: ${host}\r\n${authorization}\r\nConnection: close\r\n\r\n`
      const [answer] = answersOf(await exchange(registry, [head]))
      assert.deepEqual(answer, { status: 400, code: 3 }, host)
    }
  })
})
