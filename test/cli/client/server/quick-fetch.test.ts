import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { test, type TestContext } from 'node:test'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { agentsFor } from '../../../../src/cli/client/server/agents.ts'
import { quickFetch, quickFetchBy } from '../../../../src/cli/client/server/quick-fetch.ts'
import type { Fetch } from '../../../../src/client/fetch.ts'

async function serving(t: TestContext, answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

// Code that is written against `Fetch` cannot tell which of the two it has.
const fetches: Readonly<Record<string, Fetch>> = { 'that of commands': quickFetch, 'that of the platform': fetch }

for (const [name, ask] of Object.entries(fetches)) {
  test(`${name} sends what it is given, and has the answer in every form`, async (t) => {
    const origin = await serving(t, (request, response) => {
      void text(request).then((body) => {
        const { method, url, headers } = request
        response.writeHead(201, { 'x-request-id': 'r1', 'set-cookie': ['a=1', 'b=2'] })
        response.end(JSON.stringify({ method, url, accept: headers.accept, body }))
      })
    })
    const init = { method: 'PUT', headers: { accept: 'application/json' }, body: 'a — b' } as const
    const expected = { method: 'PUT', url: '/a%2Fb?c=d', accept: 'application/json', body: 'a — b' }
    const asked = () => ask(`${origin}/a%2Fb?c=d`, init)
    const answer = await asked()
    assert.deepEqual([answer.ok, answer.status, answer.headers.get('X-Request-Id')], [true, 201, 'r1'])
    assert.equal(answer.headers.get('retry-after'), null)
    assert.deepEqual(await answer.json(), expected)
    await assert.rejects(answer.text())
    assert.equal(await (await asked()).text(), JSON.stringify(expected))
    const bytes = Buffer.from(await (await asked()).arrayBuffer())
    assert.deepEqual(JSON.parse(bytes.toString()), expected)
  })

  test(`${name} tells chunks as they come, and takes no more once it is cancelled`, async (t) => {
    const closed = Promise.withResolvers<undefined>()
    const origin = await serving(t, (_request, response) => {
      response.write('one')
      response.on('close', () => {
        closed.resolve(undefined)
      })
    })
    const { body } = await ask(origin)
    assert.ok(body)
    const reader = body.getReader()
    const { value } = await reader.read()
    assert.equal(Buffer.from(value ?? []).toString(), 'one')
    await reader.cancel()
    await closed.promise
  })

  test(`${name} follows no redirect where that is an error, and has it where it is asked for`, async (t) => {
    const origin = await serving(t, (_request, response) => response.writeHead(302, { location: '/there' }).end())
    await assert.rejects(ask(origin, { redirect: 'error' }))
    assert.equal((await ask(origin, { redirect: 'manual' })).status, 302)
  })

  test(`${name} fails to whoever reads an answer that is broken off`, async (t) => {
    const origin = await serving(t, (request, response) => {
      response.writeHead(200, { 'content-length': '8' })
      response.write('half')
      request.socket.resetAndDestroy()
    })
    await assert.rejects(async () => (await ask(origin)).text())
  })

  test(`${name} ends with its signal, before and after it is answered`, async (t) => {
    const origin = await serving(t, ({ url }, response) => {
      if (url === '/begun') response.write('one')
    })
    await assert.rejects(ask(origin, { signal: AbortSignal.abort() }), { name: 'AbortError' })
    const waiting = new AbortController()
    const asked = ask(origin, { signal: waiting.signal })
    waiting.abort()
    await assert.rejects(asked, { name: 'AbortError' })
    const reading = new AbortController()
    const answer = await ask(`${origin}/begun`, { signal: reading.signal })
    const read = answer.text()
    reading.abort()
    await assert.rejects(read)
  })
}

for (const [coding, packed] of Object.entries({ gzip: gzipSync('packed'), br: brotliCompressSync('packed') }))
  test(`that of commands unpacks ${coding}, and fails where that breaks off`, async (t) => {
    const origin = await serving(t, ({ url, headers }, response) => {
      assert.match(String(headers['accept-encoding']), new RegExp(`\\b${coding}\\b`))
      response.setHeader('content-encoding', coding)
      response.end(url === '/whole' ? packed : packed.subarray(0, packed.length - 2))
    })
    assert.equal(await (await quickFetch(`${origin}/whole`)).text(), 'packed')
    await assert.rejects((await quickFetch(`${origin}/half`)).text())
  })

test('what Node says of a connection that cannot be made is told', async () => {
  await assert.rejects(quickFetch('http://127.0.0.1:1'), { code: 'ECONNREFUSED' })
})

test('nobody is waited for longer than is said: to be connected, or to answer', async (t) => {
  const deaf = createTcpServer().listen(0, '127.0.0.1')
  t.after(() => deaf.close())
  await once(deaf, 'listening')
  const address = `https://127.0.0.1:${(deaf.address() as AddressInfo).port}`
  const late = { code: 'ETIMEDOUT', message: 'no answer came in time' }
  await assert.rejects(quickFetchBy(agentsFor(null, {}), { connecting: 20, silence: 60_000 })(address), late)
  const silent = await serving(t, ({ url }, response) => {
    if (url === '/begun') response.write('one')
  })
  const ask = quickFetchBy(agentsFor(null, {}), { connecting: 60_000, silence: 20 })
  await assert.rejects(ask(silent), late)
  await assert.rejects((await ask(`${silent}/begun`)).text())
})
