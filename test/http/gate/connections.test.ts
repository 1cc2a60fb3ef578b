// How many connections a server accepts, tested with a server that accepts very few.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databases } from '../../support/databases.ts'
import { openConnection, type RawConnection } from '../../support/raw-socket.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { manualSeconds, shortSeconds } from '../../support/seconds.ts'

const [database = assert.fail('there is no database')] = databases()
const HEALTH = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'
/** A request that has started, and whose body the server awaits. */
const STALLED = 'POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300\r\nExpect: 100-continue\r\n\r\n'

const limits = [
  ['of one address', { inAll: 100, perAddress: 6 }],
  ['in all', { inAll: 6, perAddress: 100 }],
] as const
for (const [description, connections] of limits)
  describe(`the connections ${description}`, { timeout: 60_000 }, () => {
    const seconds = manualSeconds()
    let registry: TestRegistry
    let opened: RawConnection[] = []
    before(async () => {
      registry = await startRegistry(database, { connections, everySecond: seconds.everySecond })
      // The test's own client has kept its connection, which is idle.
    })
    after(() => registry.close())

    const open = async (): Promise<RawConnection> => {
      const connection = await openConnection(registry)
      opened.push(connection)
      return connection
    }
    const stalled = async (): Promise<RawConnection> => {
      const connection = await open()
      await connection.write(STALLED)
      assert.equal((await connection.answer()).status, 100)
      return connection
    }
    /** Drops all connections and waits until the server has noticed. */
    const vanish = async () => {
      for (const connection of opened) connection.vanish()
      opened = []
      // The server notices in its own time.
      for (;;) {
        const probe = await openConnection(registry)
        await probe.write(HEALTH)
        const { status } = await probe.answer()
        probe.vanish()
        if (status === 200) return
      }
    }
    const refused = async (connection: RawConnection) => {
      const { status, headers, body } = await connection.answer()
      assert.deepEqual([status, headers.connection, headers['retry-after']], [503, 'close', '10'])
      // The second format is that of RFC 6749.
      const { code = 14, message = body.error_description as string } = body as { code?: number; message?: string }
      assert.equal(code, 14)
      assert.match(message, /too many connections/)
    }

    test('that are idle make room for new ones, the longest idle first', async () => {
      const idle: RawConnection[] = []
      for (let index = 0; index < 6; index++) {
        const connection = await open()
        await connection.write(HEALTH)
        assert.equal((await connection.answer()).status, 200)
        idle.push(connection)
      }
      const newcomer = await open()
      await newcomer.write(HEALTH)
      assert.equal((await newcomer.answer()).status, 200)
      assert.equal(await idle[0]?.closed(), '')
      assert.deepEqual(
        idle.map((connection) => connection.isClosed()),
        [true, false, false, false, false, false],
      )
      await vanish()
    })

    test('that are busy keep their places: one too many is told so, with when to come back, and closed', async () => {
      for (let index = 0; index < 6; index++) await stalled()
      for (const request of [HEALTH, STALLED]) {
        const late = await open()
        await late.write(request)
        await refused(late)
        seconds.pass(3)
        assert.equal(await late.closed(), '')
      }
      await vanish()
    })

    test('that stall are given up, and their places with them', async () => {
      const all: RawConnection[] = []
      for (let index = 0; index < 6; index++) all.push(await stalled())
      const late = await open()
      await late.write(HEALTH)
      await refused(late)
      seconds.pass(15)
      for (const connection of all) assert.equal((await connection.answer()).status, 408)
      seconds.pass(3)
      for (const connection of all) await connection.closed()
      const after = await open()
      await after.write(HEALTH)
      assert.equal((await after.answer()).status, 200)
      await vanish()
    })

    test('that never asked for anything are given up as well', async () => {
      const silent: RawConnection[] = []
      for (let index = 0; index < 6; index++) silent.push(await open())
      const late = await open()
      await late.write(HEALTH)
      await refused(late)
      seconds.pass(15)
      for (const connection of silent) assert.equal((await connection.answer()).status, 408)
      await vanish()
    })
  })

describe('the requests of one connection', { timeout: 60_000 }, () => {
  let registry: TestRegistry
  before(async () => {
    registry = await startRegistry(database, { everySecond: shortSeconds })
  })
  after(() => registry.close())

  test('that come in thousands are answered as far as anybody would look, then refused with 429', async () => {
    const connection = await openConnection(registry)
    await connection.write(HEALTH.repeat(3000))
    const statuses: number[] = []
    for (let answer = await connection.answer(); ; answer = await connection.answer()) {
      statuses.push(answer.status)
      if (answer.status === 200) continue
      assert.deepEqual([answer.status, answer.body.code, answer.headers['retry-after']], [429, 8, '10'])
      break
    }
    assert.ok(statuses.length > 100 && statuses.length < 200, `${statuses.length} answers`)
    assert.equal(await connection.closed(), '')
  })

  test('are begun one after the other, in their order', async () => {
    const { organizationId, projectId } = registry
    const path = `/packer/2023-01-01/organizations/${organizationId}/projects/${projectId}/buckets`
    const authorization = `Authorization: Bearer ${await registry.token('contributor')}`
    const body = '{"name":"in-turn"}'
    const put = `PUT ${path} HTTP/1.1\r\nHost: localhost\r\n${authorization}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    const get = `GET ${path}/in-turn HTTP/1.1\r\nHost: localhost\r\n${authorization}\r\n\r\n`
    const remove = get.replace('GET', 'DELETE')
    const connection = await openConnection(registry)
    await connection.write([get, put, get, remove, get, put, get].join(''))
    const statuses: number[] = []
    for (let index = 0; index < 7; index++) statuses.push((await connection.answer()).status)
    assert.deepEqual(statuses, [404, 200, 200, 200, 404, 200, 200])
    connection.vanish()
  })

  const last: Readonly<Record<string, string>> = {
    'has a body that nobody read':
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'asked for the end': HEALTH.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'),
    'is of HTTP/1.0': HEALTH.replace('HTTP/1.1', 'HTTP/1.0'),
    'is refused at its head': 'GET /healthz HTTP/1.1\r\n\r\n',
  }
  for (const [index, [description, first]] of Object.entries(last).entries())
    test(`are not begun after one that ends the connection because it ${description}`, async () => {
      const { organizationId, projectId } = registry
      const path = `/packer/2023-01-01/organizations/${organizationId}/projects/${projectId}/buckets`
      const authorization = `Authorization: Bearer ${await registry.token('contributor')}`
      const body = `{"name":"too-late-${index}"}`
      const put = `PUT ${path} HTTP/1.1\r\nHost: localhost\r\n${authorization}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
      const connection = await openConnection(registry)
      await connection.write(first + put)
      assert.equal((await connection.answer()).headers.connection, 'close')
      assert.equal(await connection.closed(), '')
      await registry.admin.refused('PackerService_GetBucket', 5, { params: { bucket_name: `too-late-${index}` } })
    })
})
