// Receivers of audit log entries in tests: servers on loopback that record what they receive, and a client configuration by which a
// registry may reach them.
import { lookup } from 'node:dns'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { createServer } from 'node:tls'
import { gunzipSync } from 'node:zlib'
import type { Reach } from '../../src/jobs/stream/stream-senders.ts'
import { outboundClient } from '../../src/machine/outbound/outbound-client.ts'
import { outboundDelivery } from '../../src/machine/outbound/outbound-delivery.ts'
import { certified, httpsServer } from './https-server.ts'

type Test = Pick<TestContext, 'after'>

export interface Posted {
  readonly headers: IncomingHttpHeaders
  /** The body as received, and as text after decompression. */
  readonly body: Buffer
  readonly text: string
}

export interface HttpReceiver {
  readonly url: string
  readonly authority: string
  readonly posted: Posted[]
  /** Sets how it responds from now on; by default with 200. */
  readonly answer: (how: (response: ServerResponse) => void) => void
}

export async function httpReceiver(test: Test): Promise<HttpReceiver> {
  const posted: Posted[] = []
  let answer = (response: ServerResponse) => {
    response.end()
  }
  const { port, authority } = await httpsServer(test, ['localhost'], (request, response) => {
    void buffer(request).then((body) => {
      const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()
      posted.push({ headers: request.headers, body, text })
      answer(response)
    })
  })
  return {
    url: `https://localhost:${port}/in`,
    authority,
    posted,
    answer: (how) => {
      answer = how
    },
  }
}

export interface SyslogReceiver {
  readonly port: number
  readonly authority: string
  /** Everything received, one connection after the other. */
  readonly received: () => string
}

export async function syslogReceiver(test: Test): Promise<SyslogReceiver> {
  const { authority, ...own } = await certified(['localhost'])
  const chunks: Buffer[] = []
  const server = createServer(own, (socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => chunks.push(chunk))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  test.after(() => server.close())
  const received = () => Buffer.concat(chunks).toString('latin1')
  return { port: (server.address() as AddressInfo).port, authority, received }
}

/** Splits messages by the length in front of each (RFC 5425, 4.3). */
export function framed(text: string): readonly string[] {
  const messages: string[] = []
  for (let rest = text; rest !== '';) {
    const length = /^(\d+) /.exec(rest) ?? [rest, 'no length']
    const begin = length[0].length
    messages.push(rest.slice(begin, begin + Number(length[1])))
    rest = rest.slice(begin + Number(length[1]))
  }
  return messages
}

/** Lets streams reach these receivers, but no other address that is not public. */
export function reaching(...receivers: readonly { readonly authority: string }[]): Reach {
  const parts = { allowed: ['localhost'], authorities: receivers.map(({ authority }) => authority), lookup }
  return { ask: outboundClient(parts), bringTo: outboundDelivery(parts) }
}
