// A proxy that lets nothing through and records every attempt. Go's HTTP client uses it for all hosts except loopback,
// so it reveals each call of a client that the registry's environment block failed to redirect.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Environment } from './stock-client.ts'

export interface Fence {
  readonly environment: Environment
  /** `host:port`, or the URL for plain HTTP, of each attempt. */
  readonly attempts: readonly string[]
  readonly close: () => Promise<void>
}

export async function startFence(): Promise<Fence> {
  const attempts: string[] = []
  const server = createServer((request, response) => {
    attempts.push(request.url ?? '')
    response.writeHead(403).end()
  })
  server.on('connect', (request, socket) => {
    attempts.push(request.url ?? '')
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    environment: { HTTP_PROXY: url, HTTPS_PROXY: url },
    attempts,
    close: async () => {
      server.close()
      await once(server, 'close')
    },
  }
}
