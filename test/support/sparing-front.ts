// A server in front of a registry that supports less, as another server with the same API might: it lists versions without their builds,
// sorts by name only, lacks Assay's own operations, and now and then asks clients to retry later.
import { readFile, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import type { Variables } from './command.ts'
import type { Json } from './client.ts'
import { httpsServer } from './https-server.ts'
import type { TestRegistry } from './registry.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface SparingFront {
  /** The variables that point clients at this server instead of the registry. */
  readonly env: Variables
  /** How often it asked a client to retry later. */
  readonly waits: () => number
}

const EVERY = 7

export async function sparingFront(t: TestContext, registry: TestRegistry): Promise<SparingFront> {
  const ca = await readFile(registry.caFile, 'utf8')
  let asked = 0
  let waits = 0
  function refuse(answer: ServerResponse, status: number, body: object, headers = {}): void {
    answer.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
  async function pass({ method = '', url = '', headers }: IncomingMessage, body: Buffer, answer: ServerResponse) {
    const { hostname, port, host } = new URL(registry.url)
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const onward = request({ hostname, port, path: url, method, ca, headers: { ...headers, host } }, resolve)
    onward.on('error', reject).end(body)
    const answered = await promise
    const content = await buffer(answered)
    const isList = method === 'GET' && /\/versions(?:\?|$)/.test(url) && answered.statusCode === 200
    const { 'content-length': length, ...others } = answered.headers
    if (!isList) answer.writeHead(answered.statusCode ?? 0, { ...others, ...(length && { 'content-length': length }) })
    else answer.writeHead(200, others)
    answer.end(isList ? withoutBuilds(content) : content)
  }
  const { port, authority } = await httpsServer(t, ['localhost'], (incoming, answer) => {
    const { url = '' } = incoming
    asked += 1
    if (asked % EVERY === 0) {
      waits += 1
      refuse(answer, 429, { code: 8, message: 'too many', details: [] }, { 'retry-after': '0' })
    } else if (url.startsWith('/assay/')) refuse(answer, 404, { code: 5, message: 'no such path', details: [] })
    else if (/order_by=(?!name)/.test(url))
      refuse(answer, 400, { code: 3, message: 'cannot sort by that', details: [] })
    else
      buffer(incoming)
        .then((body) => pass(incoming, body, answer))
        .catch(() => incoming.socket.destroy())
  })
  const authorityFile = join(await temporaryFolder(t), 'authority.pem')
  // Links to documents lead to the registry itself.
  await writeFile(authorityFile, authority + ca)
  const address = `127.0.0.1:${port}`
  return {
    env: { HCP_API_ADDRESS: address, HCP_AUTH_URL: `https://${address}`, SSL_CERT_FILE: authorityFile },
    waits: () => waits,
  }
}

function withoutBuilds(content: Buffer): string {
  const list = JSON.parse(content.toString()) as { readonly versions: readonly Json[] }
  return JSON.stringify({
    ...list,
    versions: list.versions.map((version: Json) => ({ ...version, builds: [] })),
  })
}
