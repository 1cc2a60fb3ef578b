// A `fetch` on top of Node's own HTTP client. That of the platform does as much for commands, but loading it takes a third of the time of a
// short command.
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { Fetch, FetchAnswer } from '../../../client/fetch.ts'
import { processVariables } from '../../../config/config.ts'
import { type Agents, agentsFor } from './agents.ts'

const UNZIPPED: ReadonlyMap<string, 'createGunzip' | 'createBrotliDecompress'> = new Map([
  ['gzip', 'createGunzip'],
  ['br', 'createBrotliDecompress'],
])

/** Timeouts in milliseconds; USUAL are those of the platform. */
export interface Patience {
  /** For a connection, including its handshake. */
  readonly connecting: number
  /** For the first bytes, or the next. */
  readonly silence: number
}

const USUAL: Patience = { connecting: 10_000, silence: 300_000 }

/** A `fetch` that trusts these authorities (PEM; null for those of Node). */
export const quickFetchBelieving = (authorities: readonly string[] | null): Fetch =>
  quickFetchBy(agentsFor(authorities, processVariables()), USUAL)

/**
 * Rejects with Node's error about the connection. A redirect is an error, unless the caller asks for the redirect itself: none is followed.
 */
export function quickFetchBy({ plain, secure }: Agents, patience: Patience): Fetch {
  return async (address, init = {}) => {
    const { method = 'GET', body, signal, redirect } = init
    signal?.throwIfAborted()
    const url = new URL(address)
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const headers = { 'accept-encoding': 'gzip, br', ...init.headers, ...length }
    const isPlain = url.protocol === 'http:'
    const options = { method, headers, agent: isPlain ? plain : secure, ...(signal && { signal }) }
    const asked = isPlain ? plainRequest(url, options) : secureRequest(url, options)
    // Once there is a response, its reader receives the errors.
    asked.on('error', () => undefined)
    limit(asked, patience)
    const [message] = (await once(asked.end(body), 'response')) as [IncomingMessage]
    const { statusCode: status = 0 } = message
    if (status >= 300 && status < 400 && status !== 304 && redirect !== 'manual') {
      message.destroy()
      throw new Error(`${url.origin} answers with a redirect (${status}), which is not followed`)
    }
    return answerOf(message, status)
  }
}

export const quickFetch: Fetch = quickFetchBelieving(null)

function limit(asked: ClientRequest, { connecting, silence }: Patience): void {
  const giveUp = () => asked.destroy(Object.assign(new Error('no answer came in time'), { code: 'ETIMEDOUT' }))
  asked.setTimeout(silence, giveUp)
  const timer = setTimeout(giveUp, connecting)
  const isConnected = () => {
    clearTimeout(timer)
  }
  asked.once('close', isConnected)
  asked.once('socket', (socket) => {
    if (socket.connecting) socket.once('encrypted' in socket ? 'secureConnect' : 'connect', isConnected)
    else isConnected()
  })
}

function answerOf(message: IncomingMessage, status: number): FetchAnswer {
  let isRead = false
  const stream = async () => {
    if (isRead) throw new Error('the body of an answer is read once')
    isRead = true
    const how = UNZIPPED.get(message.headers['content-encoding'] ?? '')
    if (how === undefined) return message
    const [zlib, { pipeline }] = await Promise.all([import('node:zlib'), import('node:stream')])
    // The reader of the pipeline's end receives the errors.
    return pipeline(message, zlib[how](), () => undefined)
  }
  const bytes = async () => {
    const chunks: Buffer[] = []
    for await (const chunk of await stream()) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks)
  }
  const text = async () => (await bytes()).toString('utf8')
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: { get: (name) => [message.headers[name.toLowerCase()] ?? []].flat().join(', ') || null },
    text,
    json: async () => JSON.parse(await text()) as unknown,
    arrayBuffer: async () => new Uint8Array(await bytes()).buffer,
    get body() {
      return asWebStream(message, stream)
    },
  }
}

/** Made by hand: loading Node's own conversion takes longer than a request. */
function asWebStream(message: IncomingMessage, stream: () => Promise<NodeJS.ReadableStream>) {
  let chunks: AsyncIterator<Buffer> | undefined
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      chunks ??= (await stream())[Symbol.asyncIterator]() as AsyncIterator<Buffer>
      const next = await chunks.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    cancel() {
      message.destroy()
    },
  })
}
