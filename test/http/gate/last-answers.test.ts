// A request that is refused while its body is still being sent gets its response, however its client behaves.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databases } from '../../support/databases.ts'
import { connectTo, openConnection } from '../../support/raw-socket.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const [database = assert.fail('there is no database')] = databases()
const MIB = 1024 * 1024

describe('the last answer of a connection', { timeout: 120_000 }, () => {
  let registry: TestRegistry
  let authorization: string
  let base: string
  before(async () => {
    registry = await startRegistry(database)
    authorization = `Authorization: Bearer ${await registry.token('contributor')}`
    base = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
  })
  after(() => registry.close())

  const head = (first: string, ...headers: readonly string[]) =>
    `${[first, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`

  /** The response for a client that reads only after it has written everything, as Python's http.client does. */
  async function writeAllThenRead(first: string, length: number, ...headers: readonly string[]): Promise<string> {
    const socket = connectTo(registry)
    socket.write(head(first, `Content-Length: ${length}`, ...headers))
    const piece = Buffer.alloc(64 * 1024, ' ')
    for (let sent = 0; sent < length; sent += piece.length) {
      const { promise, resolve, reject } = Promise.withResolvers<undefined>()
      socket.write(piece.subarray(0, Math.min(piece.length, length - sent)), (error) => {
        if (error) reject(error)
        else resolve(undefined)
      })
      await promise
    }
    let received = ''
    for await (const text of socket.setEncoding('latin1') as AsyncIterable<string>) received += text
    return received
  }

  const refused: Readonly<Record<string, () => readonly [first: string, length: number, answer: RegExp]>> = {
    'an SBOM of 17 MB': () => [
      `PUT ${base}/buckets/b/versions/f/builds/x/sboms HTTP/1.1`,
      17_000_000,
      /^HTTP\/1\.1 413 [^]*"code":3,.*PackerService_UploadSbom takes at most 16777216 bytes/,
    ],
    'a build of 5 MB': () => [
      `PATCH ${base}/buckets/b/versions/f/builds/x HTTP/1.1`,
      5_000_000,
      /^HTTP\/1\.1 413 [^]*"code":3,.*PackerService_UpdateBuild takes at most 4194304 bytes/,
    ],
    'a build of 5 MB in 2021-04-30': () => [
      `PATCH ${base.replace('2023-01-01', '2021-04-30')}/builds/x HTTP/1.1`,
      5_000_000,
      /^HTTP\/1\.1 413 [^]*"code":3,.*PackerService_UpdateBuild takes at most 4194304 bytes/,
    ],
    'a channel of 100 KB': () => [
      `POST ${base}/buckets/b/channels HTTP/1.1`,
      100_000,
      /^HTTP\/1\.1 413 [^]*"code":3,.*PackerService_CreateChannel takes at most 65536 bytes/,
    ],
    'a bucket of 300 KB': () => [
      `PUT ${base}/buckets HTTP/1.1`,
      300_000,
      /^HTTP\/1\.1 413 [^]*"code":3,.*PackerService_CreateBucket takes at most 262144 bytes/,
    ],
    'an address that leads nowhere': () => ['POST /nowhere HTTP/1.1', 12 * MIB, /^HTTP\/1\.1 404 [^]*"code":5/],
    'a body that GET does not have': () => ['GET /healthz HTTP/1.1', 12 * MIB, /^HTTP\/1\.1 200 [^]*"ok"/],
    'a body that DELETE does not have': () => [
      `DELETE ${base}/buckets/nobody HTTP/1.1`,
      12 * MIB,
      /^HTTP\/1\.1 404 [^]*"code":5/,
    ],
    'two hosts': () => ['POST /nowhere HTTP/1.1\r\nHost: localhost', 5 * MIB, /^HTTP\/1\.1 400 [^]*"code":3/],
  }
  for (const [description, request] of Object.entries(refused))
    test(`to ${description} comes to who writes all before reading, five times out of five`, async () => {
      const [first, length, answer] = request()
      for (let round = 0; round < 5; round++)
        assert.match(await writeAllThenRead(first, length, authorization, 'Connection: close'), answer)
    })

  test('is a refusal before "Continue" to who waits for that, and nothing is sent', async () => {
    const connection = await openConnection(registry)
    const first = `PUT ${base}/buckets/b/versions/f/builds/x/sboms HTTP/1.1`
    await connection.write(head(first, authorization, 'Content-Length: 17000000', 'Expect: 100-continue'))
    const { status, headers, body } = await connection.answer()
    assert.deepEqual([status, headers.connection, body.code], [413, 'close', 3])
    assert.equal(await connection.closed(), '')
  })

  test('does not come before the last: a small body that nobody wants leaves the connection as it is', async () => {
    const connection = await openConnection(registry)
    for (let round = 0; round < 3; round++) {
      await connection.write(`${head('POST /nowhere HTTP/1.1', 'Content-Length: 1000')}${'x'.repeat(1000)}`)
      const { status, headers } = await connection.answer()
      assert.deepEqual([status, headers.connection], [404, 'keep-alive'])
    }
    const text = `{"name":"after-all"${' '.repeat(60_000)}}`
    await connection.write(head(`PUT ${base}/buckets HTTP/1.1`, authorization, `Content-Length: ${text.length}`) + text)
    assert.equal((await connection.answer()).status, 200)
    await connection.write(head('GET /healthz HTTP/1.1', 'Connection: close'))
    assert.equal((await connection.answer()).status, 200)
    assert.equal(await connection.closed(), '')
  })

  test('comes after a large body that was read as well, and is not the last', async () => {
    const connection = await openConnection(registry)
    const text = `{"labels":{}${' '.repeat(3 * MIB)}}`
    const first = `PATCH ${base}/buckets/b/versions/f/builds/x HTTP/1.1`
    for (const announced of [`Content-Length: ${text.length}`, 'Transfer-Encoding: chunked']) {
      const body = announced.startsWith('T') ? `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n` : text
      await connection.write(head(first, authorization, announced) + body)
      const { status, headers } = await connection.answer()
      assert.deepEqual([status, headers.connection], [404, 'keep-alive'])
    }
    connection.vanish()
  })

  test('comes to who sends a body in pieces of one byte', async () => {
    const text = `{"name":"crumbs"${' '.repeat(50_000)}}`
    const connection = await openConnection(registry)
    await connection.write(head(`PUT ${base}/buckets HTTP/1.1`, authorization, 'Transfer-Encoding: chunked'))
    await connection.write(
      `${text
        .split('')
        .map((letter) => `1\r\n${letter}\r\n`)
        .join('')}0\r\n\r\n`,
    )
    const { status, body } = await connection.answer()
    assert.deepEqual([status, body.bucket.name], [200, 'crumbs'])
    connection.vanish()
  })
})
