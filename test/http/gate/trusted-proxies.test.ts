// All clients behind a proxy share its address, so a limit for each address would be one limit for all of them.
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { startGate } from '../../support/gate-server.ts'

const IN_ALL = 6
const PER_ADDRESS = 2
const PROXY = '127.0.0.2'
const OTHER = '127.0.0.1'

async function start(t: TestContext) {
  const connections = { inAll: IN_ALL, perAddress: PER_ADDRESS }
  const server = await startGate(t, { connections, trustedProxies: ['127.0.0.2/31'] })
  return {
    /** Opens connections from this address, none of which is idle. */
    begin: async (from: string, count: number) => {
      for (let index = 0; index < count; index++)
        await (await server.open({ from })).write('GET / HTTP/1.1\r\nHost: loc')
    },
    /** The status of the response to one more connection from this address. */
    ask: async (from: string): Promise<number> => {
      const connection = await server.open({ from })
      await connection.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
      return (await connection.answer()).status
    },
  }
}

describe('connections of a trusted proxy', { timeout: 60_000 }, () => {
  test('are as many as there are connections at all', async (t) => {
    const { begin, ask } = await start(t)
    await begin(PROXY, IN_ALL - 1)
    assert.equal(await ask(PROXY), 200)
  })

  test('are not more than those', async (t) => {
    const { begin, ask } = await start(t)
    await begin(PROXY, IN_ALL)
    assert.equal(await ask(PROXY), 503)
  })

  test('leave the limit of everybody else as it is', async (t) => {
    const { begin, ask } = await start(t)
    await begin(PROXY, PER_ADDRESS + 1)
    await begin(OTHER, PER_ADDRESS)
    assert.equal(await ask(OTHER), 503)
    assert.equal(await ask(PROXY), 200)
  })
})
