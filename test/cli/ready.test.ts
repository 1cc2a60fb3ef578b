import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { runCommand, startServer, stop } from '../support/command.ts'
import { dataFolder } from '../support/data-folder.ts'

const addressOf = (url: string) => `127.0.0.1:${new URL(url).port}`

test('a server that takes requests is ready, whatever its certificate is for, and one that is gone is not', async (t) => {
  const server = await startServer(t, await dataFolder(t), [])
  const listen = addressOf(server.url)
  assert.deepEqual(await runCommand(t, ['ready', '--listen', listen], {}), { code: 0, stdout: 'ready\n', stderr: '' })
  // The setting of a container, where the server listens on all addresses.
  const everywhere = await runCommand(t, ['ready'], { ASSAY_LISTEN: listen.replace('127.0.0.1', '0.0.0.0') })
  assert.deepEqual([everywhere.code, everywhere.stdout], [0, 'ready\n'])

  const byHttp = await runCommand(
    t,
    ['ready', '--listen', listen, '--plain-http', '--public-url', 'https://a.example'],
    {},
  )
  assert.deepEqual([byHttp.code, byHttp.stdout], [1, ''])

  await stop(server)
  const gone = await runCommand(t, ['ready', '--listen', listen], {})
  assert.deepEqual([gone.code, gone.stdout], [1, ''])
  assert.match(gone.stderr, new RegExp(`^assay: no server answers at ${listen} over TLS: `))
})

test('a server that cannot be of use is not ready', async (t) => {
  const failing = createServer((_request, response) => response.writeHead(503).end()).listen(0, '127.0.0.1')
  t.after(() => failing.close())
  await once(failing, 'listening')
  const listen = `127.0.0.1:${(failing.address() as AddressInfo).port}`
  const words = ['ready', '--listen', listen, '--plain-http', '--public-url', 'https://images.example.com']
  const { code, stderr } = await runCommand(t, words, {})
  assert.deepEqual([code, stderr], [1, `assay: the server at ${listen} answers 503: its log says why\n`])
})

test('a port that is chosen at every start cannot be asked', async (t) => {
  const { code, stderr } = await runCommand(t, ['ready', '--listen', '127.0.0.1:0'], {})
  assert.equal(code, 1)
  assert.match(stderr, /^assay: a server on port 0 gets another port at every start: name one with --listen\n$/)
})
