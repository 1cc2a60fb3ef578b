// Who is told by webhooks, in tests: an HTTPS server on loopback that keeps what it was sent, and the way in which a registry
// may reach it.
import { lookup } from 'node:dns'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Ask, outboundClient } from '../../src/machine/outbound/outbound-client.ts'
import type { Json } from './client.ts'
import { httpsServer } from './https-server.ts'

export interface Told {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** As they were spelled. */
  readonly rawHeaders: readonly string[]
  readonly text: string
  readonly body: Json
}

export interface Receiver {
  readonly port: number
  /** `https://localhost:port` and the path. */
  readonly at: (path: string) => string
  /** What came to the path, verifications and all, in the order in which it came. */
  readonly toldAt: (path: string) => readonly Told[]
  /** How the path answers from now on: 200 unless it is told. */
  readonly answer: (path: string, how: (response: ServerResponse, told: Told) => void) => void
  /** How a registry asks others, among them this one. */
  readonly ask: Ask
  readonly close: () => void
}

export async function startReceiver(): Promise<Receiver> {
  const told: Told[] = []
  const answers = new Map<string, (response: ServerResponse, told: Told) => void>()
  const closing: (() => void)[] = []
  const test = {
    after: (close: () => void) => {
      closing.push(close)
    },
  }
  const { port, authority } = await httpsServer(test, ['localhost'], (request, response) => {
    void text(request).then((sent) => {
      const path = request.url ?? ''
      const { headers, rawHeaders } = request
      const one = { path, headers, rawHeaders, text: sent, body: JSON.parse(sent) }
      told.push(one)
      const answer = answers.get(path)
      if (answer === undefined) response.end('thank you')
      else answer(response, one)
    })
  })
  return {
    port,
    at: (path) => `https://localhost:${port}${path}`,
    toldAt: (path) => told.filter((one) => one.path === path),
    answer: (path, how) => {
      answers.set(path, how)
    },
    ask: outboundClient({ allowed: ['127.0.0.0/8', '::1'], authorities: [authority], lookup }),
    close: () => {
      for (const close of closing) close()
    },
  }
}

/** An answer of that status. */
export const withStatus =
  (status: number) =>
  (response: ServerResponse): void => {
    response.writeHead(status).end('no')
  }
