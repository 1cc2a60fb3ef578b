import assert from 'node:assert/strict'
import { type AddressInfo, createServer as createPlainServer, type LookupFunction } from 'node:net'
import { test, type TestContext } from 'node:test'
import { createServer, type TLSSocket } from 'node:tls'
import { OutboundFailure, type OutboundParts } from '../../../src/machine/outbound/outbound-client.ts'
import { outboundDelivery } from '../../../src/machine/outbound/outbound-delivery.ts'
import { certified } from '../../support/https-server.ts'

/** A resolver that resolves every name to these addresses. */
const standsFor =
  (...addresses: readonly string[]): LookupFunction =>
  (_hostname, _options, callback) => {
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }

async function arrange(t: TestContext, serve: (socket: TLSSocket) => void, parts: Partial<OutboundParts> = {}) {
  const { authority, ...own } = await certified(['siem.example'])
  const sockets = new Set<TLSSocket>()
  let connections = 0
  const server = createServer({ ...own, allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    serve(socket)
  })
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const bring = outboundDelivery({
    ...{ allowed: ['127.0.0.0/8'], authorities: [authority], lookup: standsFor('127.0.0.1') },
    ...parts,
  })
  const to = { host: 'siem.example', port, bytes: Buffer.from('5 hello'), milliseconds: 5000 }
  return { bring, to, connections: () => connections }
}

const told = (expected: RegExp) => (error: unknown) => {
  assert.ok(error instanceof OutboundFailure, String(error))
  assert.match(error.publicReason, expected)
  return true
}

test('bytes are brought to a server, which has them all when it is over', async (t) => {
  const read: Buffer[] = []
  const { bring, to } = await arrange(t, (socket) => {
    socket.on('data', (chunk) => read.push(chunk))
    socket.on('end', () => socket.end())
  })
  const bytes = Buffer.alloc(1_000_000, 'x')
  await bring({ ...to, bytes })
  assert.equal(Buffer.concat(read).byteLength, bytes.byteLength)
})

test('a server that ends before it has everything has not got it, nor has one that never ends', async (t) => {
  const early = await arrange(t, (socket) => socket.end())
  await assert.rejects(early.bring({ ...early.to, bytes: Buffer.alloc(30_000_000) }), OutboundFailure)
  const never = await arrange(t, (socket) => socket.resume())
  await assert.rejects(never.bring({ ...never.to, milliseconds: 300 }), told(/has not taken everything within 0.3 s/))
})

test('it connects where that is allowed, whatever the name stands for, and trusts no other certificate', async (t) => {
  const serve = (socket: TLSSocket) => socket.on('end', () => socket.end()).resume()
  for (const address of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', 'fd00::1']) {
    const refused = await arrange(t, serve, { allowed: [], lookup: standsFor(address) })
    await assert.rejects(refused.bring(refused.to), told(/is not on the public internet, and not allowed/))
    await assert.rejects(refused.bring({ ...refused.to, host: address }), told(/is not on the public internet/))
    assert.equal(refused.connections(), 0)
  }
  const named = await arrange(t, serve, { allowed: ['siem.example'] })
  await named.bring(named.to)
  const distrusted = await arrange(t, serve, { authorities: [] })
  await assert.rejects(distrusted.bring(distrusted.to), told(/has no certificate that this registry trusts/))
  await assert.rejects(named.bring({ ...named.to, host: 'localhost' }), OutboundFailure)
})

test('a server without TLS is told from one whose certificate is not trusted', async (t) => {
  const { bring, to } = await arrange(t, (socket) => socket.end())
  const plain = createPlainServer((socket) =>
    socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  )
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  t.after(() => plain.close())
  const { port } = plain.address() as AddressInfo
  await assert.rejects(bring({ ...to, port }), told(/^does not speak TLS as this registry does \(\w+\)$/))
})
