import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { get } from 'node:https'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { test } from 'node:test'
import { later } from '../../src/domain/clock.ts'
import { privateCertificate } from '../../src/tls/private-ca.ts'
import { startServer, stop } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const DAY = 24 * 60 * 60 * 1000

/** What a server with a certificate of this age, valid for ninety days, reports at its start and when asked for its health. */
async function servedWith(folder: string, t: Parameters<typeof startServer>[0], age: number) {
  const made = later(new Date().toISOString(), -age)
  const names = { hosts: ['localhost'], addresses: [] }
  await privateCertificate(join(folder, 'given'), names, { now: () => made }, () => undefined)
  const files = ['--tls-cert', join(folder, 'given', 'server.pem'), '--tls-key', join(folder, 'given', 'server.key')]
  const server = await startServer(t, join(folder, 'data'), files)
  const asked = get(new URL('/readyz?verbose', server.url), { rejectUnauthorized: false, agent: false })
  const [answer] = await (once(asked, 'response') as Promise<[IncomingMessage]>)
  const { checks } = (await json(answer)) as { readonly checks: readonly { readonly name: string }[] }
  const { stderr } = await stop(server)
  return { status: answer.statusCode, check: checks.find(({ name }) => name === 'certificate'), stderr }
}

test('an expired certificate of one’s own is told of at the start and to whoever asks for the health', async (t) => {
  const { status, check, stderr } = await servedWith(await temporaryFolder(t), t, 91 * DAY)
  const told = stderr.split('\n').filter((line) => line.includes('TLS certificate'))
  const [message = ''] = told.map((line) => (JSON.parse(line) as { readonly msg: string }).msg)
  assert.match(message, /^the TLS certificate of "CN=Assay" expired at \S+: clients refuse it until it is replaced$/)
  assert.equal(told.length, 1)
  assert.deepEqual([status, check], [200, { name: 'certificate', status: 'warning', message }])
})

test('of a good certificate nothing is told', async (t) => {
  const { status, check, stderr } = await servedWith(await temporaryFolder(t), t, DAY)
  assert.ok(!stderr.includes('certificate'), stderr)
  assert.deepEqual([status, check], [200, { name: 'certificate', status: 'ok', message: '' }])
})
