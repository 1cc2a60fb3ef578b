// Data that arrives after a last response is discarded in turns, so that all its senders together cost no more than one
// may.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { type Lingering, lingering } from '../../../src/http/gate/linger.ts'
import { progressWatch } from '../../../src/http/gate/progress.ts'

const MIB = 1024 * 1024
const SENT = 24 * MIB
/** The bytes that one read of a socket brings. */
const LOOK = 2 * MIB

async function turns(count: number): Promise<void> {
  for (let nth = 0; nth < count; nth += 1) await turn()
}

/** A server that begins to leave every connection at once, and clients that keep sending to it. */
async function stage(t: TestContext, senders: number) {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const leaving: Lingering = lingering(progressWatch())
  const left: Socket[] = []
  const server = createServer((socket) => {
    left.push(socket)
    leaving.begin(socket, null, () => {
      socket.destroySoon()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let taken = 0
  const clients = Array.from({ length: senders }, () => {
    const client = connect(port, '127.0.0.1').resume()
    client.on('error', () => undefined)
    client.end(Buffer.alloc(SENT), () => (taken += 1))
    return client
  })
  t.after(async () => {
    for (const client of clients) client.destroy()
    leaving.letGo()
    server.close()
    await once(server, 'close')
  })
  while (left.length < senders) await turn()
  return {
    leaving,
    left,
    read: () => left.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    taken: () => taken,
    round: async () => {
      t.mock.timers.tick(10)
      await turns(10)
    },
  }
}

test('those who are left are read once, and then in turns: together 32 MiB a second, and all to the end', async (t) => {
  const { read, round, taken } = await stage(t, 4)
  await turns(500)
  const before = read()
  assert.ok(before <= 4 * LOOK, `${before} bytes`)
  await turns(500)
  assert.equal(read(), before)

  let rounds = 0
  while (taken() < 4) {
    await round()
    rounds += 1
    assert.ok(read() <= before + rounds * 0.32 * MIB + 8 * LOOK, `${read()} bytes after ${rounds} rounds`)
    assert.ok(rounds < 1000, 'they are not read to the end')
  }
  assert.ok(read() > 4 * (SENT - 8 * MIB), 'the kernel took it all')
})

test('who waits for a turn is not silent, who has had it and sends nothing is', async (t) => {
  const { leaving, left } = await stage(t, 1)
  await turns(500)
  for (let second = 0; second < 5; second += 1) leaving.second()
  assert.equal(left[0]?.destroyed, false)

  const idle = lingering(progressWatch())
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [socket] = (await once(server, 'connection')) as [Socket]
  let closed = 0
  idle.begin(socket, null, () => (closed += 1))
  await turns(10)
  for (let second = 0; second < 2; second += 1) idle.second()
  assert.equal(closed, 1)
  client.destroy()
  idle.letGo()
  server.close()
})
