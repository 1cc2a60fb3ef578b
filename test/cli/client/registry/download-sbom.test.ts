import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { test, type TestContext } from 'node:test'
import { downloadKeptSbom, downloadSbom } from '../../../../src/cli/client/registry/sbom/download-sbom.ts'
import type { Client } from '../../../../src/client/client.ts'
import type { Operations } from '../../../../src/client/apis.ts'
import { quickFetch } from '../../../../src/cli/client/server/quick-fetch.ts'

const MEBIBYTE = 1024 * 1024
const what = 'the SBOM packages of ubuntu@v1'

async function keeper(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Sends up to this many mebibytes; returns how many were accepted when the client stops reading. */
async function send(response: ServerResponse, mebibytes: number): Promise<number> {
  let sent = 0
  const pieces = function* () {
    for (; sent < mebibytes; sent += 1) yield Buffer.alloc(MEBIBYTE)
  }
  await pipeline(Readable.from(pieces()), response).catch(() => undefined)
  return sent
}

test('a document comes whole, and of what is larger than any no more than that is taken, once', async (t) => {
  const sent: Promise<number>[] = []
  const url = await keeper(t, (request, response) => {
    sent.push(send(response, request.url === '/endless' ? 100_000 : 64))
  })
  assert.equal((await downloadSbom(quickFetch, { what, url })).length, 64 * MEBIBYTE)
  await assert.rejects(downloadSbom(quickFetch, { what, url: `${url}/endless` }), {
    ...{ name: 'ClientFailure', exit: 'failed' },
    message: `${what} was not downloaded: ${url} sends more than 67108864 bytes, the most that a registry accepts`,
  })
  assert.equal(sent.length, 2)
  // The socket buffers on both sides take some mebibytes.
  assert.ok((await sent[1])! < 128)
})

test('a refusal is told in the words of whoever refuses', async (t) => {
  const url = await keeper(t, (_, response) => response.writeHead(403).end('{"message": "the link has expired"}'))
  await assert.rejects(downloadSbom(quickFetch, { what, url }), { status: 403, message: 'the link has expired' })
})

test('a registry that is asked by https may name documents at such addresses alone', async (t) => {
  const asked: string[] = []
  const near = await keeper(t, (request, response) => {
    asked.push(request.url ?? '')
    response.end('{}')
  })
  const from = (apiUrl: string, download_url: string) => {
    const client = { call: async () => ({ download_url }) } as unknown as Client<Operations>
    const params = { bucket_name: 'ubuntu', fingerprint: '01', build_id: '1', sbom_name: 'packages' }
    return downloadKeptSbom({ client, apiUrl, fetch: quickFetch }, { params, of: 'ubuntu@v1' })
  }
  for (const [url, place] of [
    [`${near}/secret?key=k`, near],
    ['ftp://registry.example/s', 'ftp://registry.example'],
    ['data:application/json,%7B%7D', 'null'],
    ['/relative', '/relative'],
  ] as const)
    await assert.rejects(from('https://registry.example', url), {
      ...{ name: 'ClientFailure', exit: 'failed' },
      message: `${what} was not downloaded: https://registry.example gives its address as "${place}", which is not https`,
    })
  assert.deepEqual(asked, [])
  assert.equal((await from('http://localhost:8080', `${near}/kept`)).toString(), '{}')
  assert.deepEqual(asked, ['/kept'])
})
