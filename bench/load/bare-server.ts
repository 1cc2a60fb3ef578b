// What the registry is compared with: node:http alone, sending the same bytes under the same headers to whoever asks. It
// is forked, told the answer, and tells its port.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface BareAnswer {
  /** Without those that node:http adds by itself. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

// Shown to clients in a header, which has to be as long as the registry's.
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
