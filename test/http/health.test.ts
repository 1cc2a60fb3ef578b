import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import { unavailable } from '../../src/domain/errors.ts'
import { type HealthCheck, healthRoutes } from '../../src/http/health.ts'

const fine: HealthCheck = { name: 'fine', required: true, check: async () => undefined }
const check = (name: string, required: boolean, check: HealthCheck['check']): HealthCheck => ({ name, required, check })

async function readyz(checks: readonly HealthCheck[], path: string) {
  const server = Fastify()
  await server.register(healthRoutes(checks))
  const answer = await server.inject(path)
  await server.close()
  return [answer.statusCode, answer.json()]
}

test('a server is ready while nothing that it needs is wrong', async () => {
  const old = check('certificate', false, async () => 'it has expired: give another one')
  assert.deepEqual(await readyz([fine, old], '/readyz'), [200, { status: 'ok' }])
  assert.deepEqual(await readyz([fine, old], '/readyz?verbose'), [
    200,
    {
      status: 'ok',
      checks: [
        { name: 'fine', status: 'ok', message: '' },
        { name: 'certificate', status: 'warning', message: 'it has expired: give another one' },
      ],
    },
  ])
})

test('a server that lacks something is not ready, and tells anybody only what was meant for them', async () => {
  const full = check('database', true, async () => {
    throw unavailable('the disk is full: make room', new Error('/var/lib/assay'))
  })
  const broken = check('broken', true, async () => {
    throw new Error('postgres://user:password@host')
  })
  assert.deepEqual(await readyz([fine, full, broken], '/readyz'), [503, { status: 'unavailable' }])
  assert.deepEqual(await readyz([fine, full, broken], '/readyz?verbose'), [
    503,
    {
      status: 'unavailable',
      checks: [
        { name: 'fine', status: 'ok', message: '' },
        { name: 'database', status: 'failed', message: 'the disk is full: make room' },
        { name: 'broken', status: 'failed', message: 'failed: see the log' },
      ],
    },
  ])
})

test('what does not answer within 3 s is wrong, and asked once for all that ask meanwhile', async () => {
  let asked = 0
  const silent = check('silent', true, () => {
    asked += 1
    return new Promise(() => undefined)
  })
  const server = Fastify()
  await server.register(healthRoutes([silent]))
  const begin = performance.now()
  const answers = await Promise.all([server.inject('/readyz?verbose'), server.inject('/readyz')])
  assert.ok(performance.now() - begin < 3000)
  assert.deepEqual(
    answers.map((answer) => [answer.statusCode, answer.json()]),
    [
      [
        503,
        {
          status: 'unavailable',
          checks: [{ name: 'silent', status: 'failed', message: 'has not answered for 2.5 s' }],
        },
      ],
      [503, { status: 'unavailable' }],
    ],
  )
  assert.equal(asked, 1)
  await server.close()
})

test('monitors that ask with HEAD are told the same, without a body', async () => {
  const broken = check('broken', true, async () => 'it is: mend it')
  const server = Fastify({ exposeHeadRoutes: false })
  await server.register(healthRoutes([broken]))
  const answers = await Promise.all(['/healthz', '/readyz'].map((url) => server.inject({ method: 'HEAD', url })))
  await server.close()
  assert.deepEqual(
    answers.map(({ statusCode, body }) => [statusCode, body]),
    [
      [200, ''],
      [503, ''],
    ],
  )
})
