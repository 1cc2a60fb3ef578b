import type { RequestListener } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { systemClock } from '../../src/domain/clock.ts'
import { issueAuthority, issueServerCertificate, newKey } from '../../src/tls/issue-certificate.ts'

export interface HttpsServer {
  readonly server: Server
  readonly port: number
  /** PEM of the authority that signed the server's certificate. */
  readonly authority: string
}

/** A key with its certificate for these hosts and 127.0.0.1, and the authority that signed it; all PEM. */
export async function certified(hosts: readonly string[]) {
  const [authorityKey, key] = [newKey(), newKey()]
  const now = systemClock.now()
  const authority = await issueAuthority(authorityKey, now)
  const cert = await issueServerCertificate(authorityKey, key, { hosts, addresses: ['127.0.0.1'] }, now)
  return { key: key.export({ type: 'pkcs8', format: 'pem' }), cert, authority }
}

/** Starts an HTTPS server on loopback, named `hosts` and 127.0.0.1, that closes when the test ends. */
export async function httpsServer(
  test: Pick<TestContext, 'after'>,
  hosts: readonly string[],
  listener: RequestListener,
): Promise<HttpsServer> {
  const { authority, ...own } = await certified(hosts)
  const server = createServer(own, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  test.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { server, port: (server.address() as AddressInfo).port, authority }
}
