import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { test, type TestContext } from 'node:test'
import { pino } from 'pino'
import { unauthenticated } from '../../../src/domain/errors.ts'
import type { Actor } from '../../../src/domain/principal/principal.ts'
import type { Role } from '../../../src/domain/principal/role/role.ts'
import { type KeptAnswers, keptAnswers, type KeptAnswersParts } from '../../../src/http/kept/kept-answers.ts'

const LATER = '2026-01-02T00:00:00.000Z'

const actor = (name: string, role: Role): Actor => ({
  type: 'service',
  id: name,
  name,
  roles: [{ organizationId: 'o', projectId: 'p', role }],
})
const actors: Readonly<Record<string, Actor>> = {
  one: actor('one', 'viewer'),
  other: actor('other', 'viewer'),
  admin: actor('admin', 'admin'),
}

const routed = {
  operation: 'Get',
  isConditional: false,
  projectId: 'p',
  bucketName: 'b',
  what: 'versions',
} as const

interface Stage {
  readonly kept: KeptAnswers
  /** Has the response at this address cached, if it may be. */
  readonly keep: (text: string, differently?: { readonly as?: string; readonly address?: string }) => Promise<void>
  /** The response, `routed` where the router gave it. */
  readonly ask: (differently?: {
    readonly as?: string
    readonly address?: string
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
  }) => Promise<string>
  readonly log: readonly string[]
  now: string
}

async function stage(t: TestContext, unusual: Partial<KeptAnswersParts> = {}): Promise<Stage> {
  const lines: string[] = []
  const kept = keptAnswers({
    clock: { now: () => staged.now },
    log: pino({ base: null }, { write: (line) => lines.push(line) }),
    actorOf: ({ token }) => actors[token] ?? Promise.reject(unauthenticated('who is that?')),
    footingOf: async () => ({ until: LATER, holds: () => true }),
    ...unusual,
  })
  const router = kept.inFrontOf((_request, response) => response.end('routed'))
  const server = createServer(router).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  const staged: Stage = {
    kept,
    now: '2026-01-01T00:00:00.000Z',
    log: lines,
    async keep(text, { as = 'one', address = '/a' } = {}) {
      const request = { ...routed, address, actor: actors[as] ?? assert.fail(as) }
      // A response is not cached on its first request.
      await kept.keeping(request)
      const keep = await kept.keeping(request)
      keep?.(Buffer.from(text))
    },
    async ask({ as = 'one', address = '/a', method = 'GET', headers = {} } = {}) {
      const all = { authorization: `Bearer ${as}`, ...headers }
      const sent = get({ host: '127.0.0.1', port, path: address, method, headers: all, agent: false })
      const [incoming] = (await once(sent, 'response')) as [IncomingMessage]
      return text(incoming)
    },
  }
  return staged
}

test('what was asked for twice is given to whoever has the same roles and asks for the same', async (t) => {
  const { keep, ask } = await stage(t)
  await keep('kept')
  assert.equal(await ask(), 'kept')
  assert.equal(await ask({ as: 'other' }), 'kept')
  for (const differently of [
    { as: 'admin' },
    { as: 'nobody' },
    { address: '/b' },
    { address: '//a' },
    { address: '/a?' },
    { method: 'POST' },
    { headers: { 'content-length': '2' } },
    { headers: { 'transfer-encoding': 'chunked' } },
  ])
    assert.equal(await ask(differently), 'routed', JSON.stringify(differently))
})

test('what was asked for once is not looked at', async (t) => {
  const staged = await stage(t, { footingOf: () => assert.fail('that costs something') })
  const request = { ...routed, actor: actors['one'] ?? assert.fail() }
  assert.equal(await staged.kept.keeping({ ...request, address: '/a' }), null)
  const tagOf = await staged.kept.keeping({ ...request, address: '/b', isConditional: true })
  assert.match(tagOf?.(Buffer.from('text')) ?? '', /^"[\w-]+"$/)
  for (const address of ['/a', '/b']) assert.equal(await staged.ask({ address }), 'routed')
})

test('an answer is given only while what it stands on holds', async (t) => {
  let holds: () => boolean | Promise<boolean> = () => true
  const { keep, ask } = await stage(t, { footingOf: async () => ({ until: null, holds: () => holds() }) })
  for (const gone of [
    () => false,
    async () => false,
    () => Promise.reject(new Error('the database is away')),
    () => assert.fail('the database is away'),
  ]) {
    await keep('kept')
    for (const there of [() => true, async () => true]) {
      holds = there
      assert.equal(await ask(), 'kept')
    }
    holds = gone
    assert.equal(await ask(), 'routed')
    holds = () => true
    assert.equal(await ask(), 'routed', 'it is not kept any more')
  }
})

test('an answer ends at its date, and does not count before the time at which it was read', async (t) => {
  const staged = await stage(t)
  const { keep, ask } = staged
  for (const [now, answer] of [
    ['2026-01-01T23:59:59.999Z', 'kept'],
    [LATER, 'routed'],
    ['2025-12-31T23:59:59.999Z', 'routed'],
  ] as const) {
    staged.now = '2026-01-01T00:00:00.000Z'
    await keep('kept')
    staged.now = now
    assert.equal(await ask(), answer, now)
  }
})

test('an answer that was read while its date came is not kept', async (t) => {
  const staged = await stage(t, {
    footingOf: async () => {
      staged.now = LATER
      return { until: LATER, holds: () => true }
    },
  })
  await staged.keep('kept')
  staged.now = '2026-01-01T12:00:00.000Z'
  assert.equal(await staged.ask(), 'routed')
})

test('nothing is kept without a footing, nor what is large, nor too much in all, nor at the end', async (t) => {
  const without = await stage(t, { footingOf: async () => undefined })
  await without.keep('kept')
  assert.equal(await without.ask(), 'routed')

  const { keep, ask, kept } = await stage(t)
  await keep('x'.repeat(200_000))
  assert.equal(await ask(), 'routed')
  const large = 'x'.repeat(120_000)
  for (let number = 0; number < 200; number += 1) await keep(large, { address: `/${number}` })
  assert.equal(await ask({ address: '/0' }), 'routed')
  assert.equal(await ask({ address: '/199' }), large)
  kept.close()
  assert.equal(await ask({ address: '/199' }), 'routed')
  await keep('kept')
  assert.equal(await ask(), 'routed')
})

test('one line is logged, like that of any other answer', async (t) => {
  const { keep, ask, log } = await stage(t)
  await keep('kept')
  await ask({ headers: { 'x-hcp-source-channel': 'packer/1.15.0' } })
  const [line = '', ...others] = log
  assert.deepEqual(others, [])
  const { requestId, milliseconds, time, level, ...rest } = JSON.parse(line) as Record<string, unknown>
  assert.ok(typeof requestId === 'string' && typeof milliseconds === 'number' && time !== undefined && level === 30)
  assert.deepEqual(rest, {
    operation: 'Get',
    principal: 'one',
    sourceChannel: 'packer/1.15.0',
    status: 200,
    msg: 'request',
  })
})
