import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { pacedFetch } from '../../../../src/cli/client/registry/mirror/paced-fetch.ts'

/** A server that gives these responses in turn, and the last one from then on; `moments` are the times of its requests, in milliseconds. */
async function answering(t: TestContext, ...answers: readonly ((answer: ServerResponse) => void)[]) {
  const moments: number[] = []
  const server = createServer((_, answer) => {
    answers[Math.min(moments.push(performance.now()), answers.length) - 1]?.(answer)
  }).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, moments }
}
const fine = (answer: ServerResponse) => answer.end('{}')
const busy = (status: number, after: string) => (answer: ServerResponse) =>
  answer.writeHead(status, { 'retry-after': after }).end()

test('asks no faster than it is told to', async (t) => {
  const { url } = await answering(t, fine)
  const moments: number[] = []
  const noting: typeof fetch = (input, init) => {
    moments.push(performance.now())
    return fetch(input, init)
  }
  const ask = pacedFetch(noting, { rate: 20, signal: t.signal, onWait: () => undefined })
  await Promise.all(Array.from({ length: 5 }, async () => (await ask(url)).text()))
  const [first = 0] = moments
  assert.ok((moments.at(-1) ?? 0) - first >= 4 * 50 - 10, String(moments))
})

test('waits for as long as a server says, and says so', async (t) => {
  const waits: number[] = []
  const { url, moments } = await answering(t, busy(429, '1'), busy(503, new Date(0).toUTCString()), fine)
  const ask = pacedFetch(fetch, { rate: 1000, signal: t.signal, onWait: (seconds) => waits.push(seconds) })
  assert.equal((await ask(url)).status, 200)
  assert.deepEqual(waits, [1, 0])
  const [first = 0, second = 0] = moments
  assert.ok(second - first >= 990, String(moments))
})

test('takes an answer without a time, or with one that nobody waits for, as it is', async (t) => {
  const { url, moments } = await answering(t, (answer) => answer.writeHead(503).end(), busy(429, '86400'))
  const ask = pacedFetch(fetch, { rate: 1000, signal: t.signal, onWait: () => assert.fail('waits') })
  assert.deepEqual([(await ask(url)).status, (await ask(url)).status], [503, 429])
  assert.equal(moments.length, 2)
})

test('stops waiting when it is called off', async (t) => {
  const { url } = await answering(t, busy(429, '60'))
  const calledOff = new AbortController()
  const onWait = () => {
    calledOff.abort(new Error('called off'))
  }
  await assert.rejects(pacedFetch(fetch, { rate: 1000, signal: calledOff.signal, onWait })(url), /called off/)
})
