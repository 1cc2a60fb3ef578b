import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { test, type TestContext } from 'node:test'
import { createGzip } from 'node:zlib'
import { quickFetch } from '../../src/cli/client/server/quick-fetch.ts'
import { bearerToken, createClient, currentApi, servicePrincipalKey } from '../../src/client/exports.ts'

const MEBIBYTE = 1024 * 1024

async function served(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** More than any client accepts, but finite, so that a client that reads all of it fails the test. */
function* blanks() {
  for (let sent = 0; sent < 200; sent += 1) yield Buffer.alloc(MEBIBYTE, ' ')
}

const endless: RequestListener = (request, response) => {
  const isPacked = request.url?.includes('packed') === true
  response.setHeader('content-encoding', isPacked ? 'gzip' : 'identity')
  const pieces = Readable.from(blanks())
  void pipeline(isPacked ? pieces.pipe(createGzip({ level: 1 })) : pieces, response).catch(() => undefined)
}

const location = { organizationId: 'o', projectId: 'p' }
const tooLarge = {
  ...{ name: 'ApiError', code: 'unknown', status: 200 },
  message: 'the server answered 200 with more than 67108864 bytes: is it a registry, or a proxy in front of one?',
}

for (const [how, fetch] of Object.entries({ 'of the platform': globalThis.fetch, 'of commands': quickFetch })) {
  test(`of an answer without end no more is taken than any has, packed or not, by the fetch ${how}`, async (t) => {
    const client = createClient({
      api: currentApi,
      apiUrl: await served(t, endless),
      access: bearerToken('t'),
      location,
      fetch,
    })
    for (const bucket_name of ['plain', 'packed'])
      await assert.rejects(client.call('PackerService_GetBucket', { params: { bucket_name } }), tooLarge)
  })

  test(`nor of one that is to be a token, by the fetch ${how}`, async (t) => {
    const authUrl = await served(t, endless)
    const access = servicePrincipalKey({ clientId: 'c', clientSecret: 's' }, { authUrl, fetch })
    await assert.rejects(access.headers(), tooLarge)
  })
}

test('a list whose pages lead back ends with an error', async (t) => {
  for (const tokens of [['a'], ['a', 'b', 'a'], [5]]) {
    let asked = 0
    const apiUrl = await served(t, (_, response) => {
      const next_page_token = tokens[Math.min(asked, tokens.length - 1)]
      asked += 1
      response.end(JSON.stringify({ buckets: [], pagination: { next_page_token } }))
    })
    const client = createClient({ api: currentApi, apiUrl, access: bearerToken('t'), location })
    const token = JSON.stringify(tokens.at(-1))
    await assert.rejects(Array.fromAsync(client.pages('PackerService_ListBuckets', {})), {
      ...{ name: 'ApiError', operation: 'PackerService_ListBuckets' },
      message: `the server returned the page token ${token} twice: is it a registry?`,
    })
    assert.equal(asked, tokens.length === 1 ? 2 : 3)
  }
})
