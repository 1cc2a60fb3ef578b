// Responses that are written while their content is read, on a real socket.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { handleError } from '../../../src/http/error-handler.ts'
import { type BodyBudget, bodyBudget, BUDGET_LIMITS } from '../../../src/http/gate/body-budget.ts'
import { sendMessage } from '../../../src/http/wire/send-message.ts'

const ITEM = 'x'.repeat(10_000)
/** More than the kernel buffers on both sides, and more than half of what one address may have. */
const LARGE = 'ä'.repeat(BUDGET_LIMITS.perAddress * 0.3)

describe('an answer that is written while it is read', () => {
  let server: FastifyInstance
  let room: BodyBudget
  let items: () => AsyncGenerator<string>
  before(async () => {
    room = bodyBudget(BUDGET_LIMITS)
    server = Fastify()
    server.setErrorHandler(handleError)
    server.get('/', (_request, reply) => sendMessage(reply, { items: items(), end: true }, { room, keep: null }))
    server.get('/whole', (_request, reply) => sendMessage(reply, { item: LARGE }, { room, keep: null }))
    await server.listen({ host: '127.0.0.1', port: 0 })
  })
  after(() => server.close())

  const ask = async (path = '/'): Promise<IncomingMessage> => {
    const { port } = server.server.address() as AddressInfo
    const [incoming] = (await once(get({ host: '127.0.0.1', port, path, agent: false }), 'response')) as [
      IncomingMessage,
    ]
    return incoming
  }
  const count = (number: number, end?: () => void) =>
    async function* (): AsyncGenerator<string> {
      for (let index = 0; index < number; index += 1) yield ITEM
      end?.()
    }
  const broken = () => {
    throw new Error('the database is gone')
  }

  test('has its length when it is short, and comes in pieces when it is long', async () => {
    items = count(1)
    const short = await ask()
    const whole = await text(short)
    assert.deepEqual(JSON.parse(whole), { items: [ITEM], end: true })
    assert.equal(short.headers['content-length'], String(whole.length))
    assert.equal(short.headers['content-type'], 'application/json; charset=utf-8')
    items = count(200)
    const long = await ask()
    assert.equal(long.headers['transfer-encoding'], 'chunked')
    assert.equal(long.headers['content-type'], 'application/json; charset=utf-8')
    assert.deepEqual(JSON.parse(await text(long)), { items: Array.from({ length: 200 }, () => ITEM), end: true })
  })

  test('is an error like any other when it fails before its first piece', async () => {
    items = count(2, broken)
    const answer = await ask()
    assert.equal(answer.statusCode, 500)
    assert.equal((JSON.parse(await text(answer)) as { code: number }).code, 13)
  })

  test('is broken off when it fails later, so that nobody takes it for whole', async () => {
    items = count(200, broken)
    const answer = await ask()
    assert.equal(answer.statusCode, 200)
    await assert.rejects(text(answer), { code: 'ECONNRESET' })
    assert.equal(answer.complete, false)
  })

  test('is read no further than its client has taken it, and given up when the client goes away', async () => {
    let asked = 0
    const { promise: isOver, resolve: end } = Promise.withResolvers<undefined>()
    items = async function* () {
      try {
        for (;;) {
          asked += 1
          yield ITEM
        }
      } finally {
        end(undefined)
      }
    }
    const answer = await ask()
    answer.pause()
    // What fits into the buffers of both ends is sent; then no more items are read.
    let quiet = 0
    for (let before = asked; quiet < 5000; before = asked) {
      await setImmediate()
      quiet = before === asked ? quiet + 1 : 0
    }
    assert.ok(asked * ITEM.length < 64 * 1024 * 1024, `${asked} items`)
    answer.destroy()
    await isOver
  })

  for (const [description, path] of [
    ['has one large item', '/'],
    ['is written whole and large', '/whole'],
  ] as const)
    test(`has room while it is taken when it ${description}, and arrives as it was written`, async () => {
      items = async function* () {
        yield LARGE
      }
      const unread = await ask(path)
      unread.pause()
      const waiting = ask(path)
      const refused = await waitingFor(waiting, () => {
        room.second()
      })
      assert.equal(refused.statusCode, 429)
      assert.equal((JSON.parse(await text(refused)) as { code: number }).code, 8)

      const whole = await text(unread)
      assert.deepEqual(JSON.parse(whole), path === '/' ? { items: [LARGE], end: true } : { item: LARGE })
      const taken = await ask(path)
      assert.equal(taken.statusCode, 200)
      await text(taken)
    })
})

/** Repeats the work until the promise has settled; returns its value. */
async function waitingFor<Value>(promise: Promise<Value>, work: () => void): Promise<Value> {
  const state = { isOver: false }
  const over = promise.finally(() => {
    state.isOver = true
  })
  while (!state.isOver) {
    work()
    await setImmediate()
  }
  return over
}
