import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { test } from 'node:test'
import { agentsFor } from '../../../../src/cli/client/server/agents.ts'
import { quickFetchBy } from '../../../../src/cli/client/server/quick-fetch.ts'
import { isUnvouched } from '../../../../src/cli/client/server/trust.ts'
import { httpsServer } from '../../../support/https-server.ts'

test('servers are asked by the proxy that variables name, and those of this machine without', async (t) => {
  const hosts = ['registry.example', 'localhost']
  const { port, authority } = await httpsServer(t, hosts, ({ headers }, response) => response.end(headers.host))
  const asked: string[] = []
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end('by the proxy')
  })
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url)
    const server = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    server.pipe(socket).pipe(server)
    socket.on('close', () => server.destroy())
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  t.after(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const variables = { HTTPS_PROXY: address, http_proxy: address, NO_PROXY: 'inside.invalid' }
  const ask = quickFetchBy(agentsFor([authority], variables), { connecting: 10_000, silence: 10_000 })
  const textOf = async (url: string) => (await ask(url)).text()
  assert.equal(await textOf(`https://registry.example:${port}/`), `registry.example:${port}`)
  assert.equal(await textOf('http://registry.example/word'), 'by the proxy')
  assert.equal(await textOf(`https://localhost:${port}/`), `localhost:${port}`)
  await assert.rejects(ask('https://inside.invalid/'), { code: 'ENOTFOUND' })
  assert.deepEqual(asked, [`registry.example:${port}`, 'http://registry.example/word'])

  const strict = quickFetchBy(agentsFor([], variables), { connecting: 10_000, silence: 10_000 })
  await assert.rejects(strict(`https://registry.example:${port}/`), isUnvouched)
})
