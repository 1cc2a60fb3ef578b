// A host name with several addresses, when the server itself listens on yet another one.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import { type GateSetting, startGate } from '../../support/gate-server.ts'
import type { RawConnection } from '../../support/raw-socket.ts'

const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'
const ELSEWHERE = '127.0.0.2'

/** The server listens on ELSEWHERE; `localhost` has a different address. */
async function start(t: TestContext, unusual: Partial<GateSetting>) {
  const server = await startGate(t, { host: ELSEWHERE, beside: 'localhost', ...unusual })
  return { server, beside: { url: `http://127.0.0.1:${server.port}` } }
}

async function status(connection: RawConnection): Promise<number> {
  await connection.write(GET)
  return (await connection.answer()).status
}

describe('a server with a name of several addresses', { timeout: 60_000 }, () => {
  test('answers at each of them', async (t) => {
    const { server, beside } = await start(t, {})
    assert.equal(await status(await server.open()), 200)
    assert.equal(await status(await server.open(beside)), 200)
  })

  test('counts the connections to all of them together', async (t) => {
    const { server, beside } = await start(t, { connections: { inAll: 2, perAddress: 2 } })
    for (const line of [{ from: '127.0.0.1' }, beside])
      await (await server.open(line)).write('GET / HTTP/1.1\r\nHost: loc')
    assert.equal(await status(await server.open(beside)), 503)
  })

  test('does without an address that another has taken', async (t) => {
    const other = createServer((socket) => socket.end('not you'))
    await once(other.listen({ host: '127.0.0.1', port: 0 }), 'listening')
    t.after(() => other.close())
    const { server, beside } = await start(t, { port: (other.address() as AddressInfo).port })
    assert.equal(await status(await server.open()), 200)
    assert.equal(await (await server.open(beside)).closed(), 'not you')
  })

  test('that is being stopped hears nobody new, and waits for the answers of those whom it heard', async (t) => {
    const begun = Promise.withResolvers<() => void>()
    const { server, beside } = await start(t, {
      router: (_request, response) => {
        begun.resolve(() => response.writeHead(200, { 'content-length': 7, connection: 'close' }).end('at last'))
      },
    })
    const connection = await server.open(beside)
    await connection.write(GET)
    const answer = await begun.promise
    let isStopped = false
    const stopped = server.stop().then(() => {
      isStopped = true
    })
    await assert.rejects(server.open(beside), { code: 'ECONNREFUSED' })
    assert.equal(isStopped, false)
    answer()
    assert.equal((await connection.answer()).body, 'at last')
    await stopped
  })
})
