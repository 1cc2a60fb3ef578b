// A receiver of webhooks in tests: an HTTPS server on loopback that records what it receives, and a client by which a registry may reach
// it.
import { lookup } from 'node:dns'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Ask, outboundClient } from '../../src/machine/outbound/outbound-client.ts'
import type { Json } from './client.ts'
import { httpsServer } from './https-server.ts'

export interface Told {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** With their original spelling. */
  readonly rawHeaders: readonly string[]
  readonly text: string
  readonly body: Json
}

export interface Receiver {
  readonly port: number
  /** `https://localhost:port` and the path. */
  readonly at: (path: string) => string
  /** The requests to this path, verifications included, in the order in which they arrived. */
  readonly toldAt: (path: string) => readonly Told[]
  /** Sets how the path responds from now on; by default with 200. */
  readonly answer: (path: string, how: (response: ServerResponse, told: Told) => void) => void
  /** The client by which a registry calls other servers, this one among them. */
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

/** Responds with that status. */
export const withStatus =
  (status: number) =>
  (response: ServerResponse): void => {
    response.writeHead(status).end('no')
  }
