// What the registry is compared with: node:http alone, which sends every client the same bytes under the same headers. The process is
// forked, receives the response to send, and reports its port.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface BareAnswer {
  /** Without the headers that node:http adds by itself. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

// The timeout is in a header, which has to be as long as the registry's.
const KEEP_ALIVE_MS = 72_000

process.once('message', ({ headers, body }: BareAnswer) => {
  const bytes = Buffer.from(body)
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (_request, response) => {
    response.writeHead(200, headers)
    response.end(bytes)
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.once('disconnect', () => process.exit())
})
