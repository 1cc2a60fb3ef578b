// Clients that request a large response and do not read it, while the test decides when seconds pass.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import { type GateServer, startGate } from '../../support/gate-server.ts'
import { connectTo } from '../../support/raw-socket.ts'

const MIB = 1024 * 1024
/** More than the kernel buffers on both sides. */
const LARGE = 24 * MIB
const PATIENCE_SECONDS = 60
const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`

interface Bench {
  readonly server: GateServer
  /** Begins a response to a client that has not read its first byte yet. */
  readonly ask: () => Promise<{ readonly client: Socket; readonly response: ServerResponse }>
  /** The status of the response to another client. */
  readonly newcomer: () => Promise<number>
}

/** A server that admits one connection and responds to `/large` with that many bytes, in pieces of this size. */
async function start(t: TestContext, pieceBytes: number): Promise<Bench> {
  const begun = Promise.withResolvers<ServerResponse>()
  const server = await startGate(t, {
    connections: { inAll: 1, perAddress: 1 },
    router: (request, response) => {
      if (request.url !== '/large') response.end('small')
      else {
        begun.resolve(response)
        const piece = Buffer.alloc(pieceBytes)
        const writeRest = (rest: number) => {
          if (rest === 0) response.end()
          else
            response.write(piece, () => {
              writeRest(rest - pieceBytes)
            })
        }
        writeRest(LARGE)
      }
    },
  })
  return {
    server,
    ask: async () => {
      const client = connectTo(server)
      client.on('error', () => undefined)
      t.after(() => client.destroy())
      client.write(get('/large'))
      return { client, response: await begun.promise }
    },
    newcomer: async () => {
      const connection = await server.open()
      await connection.write(get('/small'))
      return (await connection.answer()).status
    },
  }
}

/** Reads at least this many bytes, and then nothing more. */
async function take(client: Socket, bytes: number): Promise<void> {
  for (let taken = 0; taken < bytes;) {
    const chunk = client.read() as Buffer | null
    if (chunk === null) await once(client, 'readable')
    else taken += chunk.length
  }
}

describe('an answer that its client does not take', { timeout: 60_000 }, () => {
  test('is waited with for a minute, then it is dropped and its connection makes room', async (t) => {
    const { server, ask, newcomer } = await start(t, LARGE)
    const { response } = await ask()
    // The first second only records what is unread.
    server.pass(PATIENCE_SECONDS)
    assert.equal(await newcomer(), 503)
    assert.equal(response.destroyed, false)
    server.pass(1)
    await once(response, 'close')
    assert.equal(response.writableFinished, false)
    assert.equal(await newcomer(), 200)
  })

  test('has a minute more whenever much of it is taken', async (t) => {
    const { server, ask } = await start(t, MIB)
    const { client, response } = await ask()
    for (let round = 0; round < 3; round++) {
      server.pass(PATIENCE_SECONDS - 1)
      await take(client, LARGE / 4)
    }
    assert.equal(response.destroyed, false)
  })
  test('is dropped after some seconds when its address has had enough of them, and others are not', async (t) => {
    const size = 15 * MIB
    const responses: ServerResponse[] = []
    const begun: (() => void)[] = []
    const server = await startGate(t, {
      router: (_request, response) => {
        responses.push(response)
        response.end(Buffer.alloc(size))
        begun.shift()?.()
      },
    })
    for (const from of ['127.0.0.2', '127.0.0.2', '127.0.0.3', '127.0.0.2']) {
      const client = connectTo({ ...server, from })
      client.on('error', () => undefined)
      t.after(() => client.destroy())
      const { promise, resolve } = Promise.withResolvers<undefined>()
      begun.push(() => {
        resolve(undefined)
      })
      client.write(get('/'))
      await promise
    }
    // Two of them use up what an address may have; the third is one too many.
    server.pass(5)
    assert.ok(responses.every((response) => response.socket?.destroyed === false))
    server.pass(1)
    assert.deepEqual(
      responses.map((response) => response.socket?.destroyed),
      [true, false, false, false],
    )
  })
})
