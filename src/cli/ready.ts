// `assay ready`: for what supervises a server, such as a container's health check, which has no curl and trusts no certificate.
import { once } from 'node:events'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { Config } from '../config/config.ts'
import { failedPrecondition, reasonOf, unavailable } from '../domain/errors.ts'

const PATIENCE_MS = 5000
/** The address at which to ask a server that listens everywhere. */
const OWN: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/**
 * Asks the server of this configuration, on this machine, whether its database would accept a change now (`/readyz`). Prints "ready";
 * otherwise fails with the server's answer, or the reason why there was none.
 */
export async function ready({ listen: { host, port }, tls }: Pick<Config, 'listen' | 'tls'>): Promise<void> {
  if (port === 0)
    throw failedPrecondition('a server on port 0 gets another port at every start: name one with --listen')
  const isPlain = tls.kind === 'none'
  const address = { host: OWN[host] ?? host, port, path: '/readyz', signal: AbortSignal.timeout(PATIENCE_MS) }
  // The certificate is for the name that clients use, and the request contains no secret.
  const asked = isPlain ? plainRequest(address) : secureRequest({ ...address, rejectUnauthorized: false })
  const [answer] = (await once(asked.end(), 'response').catch((error: unknown) => {
    throw unavailable(
      `no server answers at ${host}:${port} over ${isPlain ? 'HTTP' : 'TLS'}: ${reasonOf(error)}`,
      error,
    )
  })) as [IncomingMessage]
  answer.resume()
  if (answer.statusCode !== 200)
    throw unavailable(`the server at ${host}:${port} answers ${answer.statusCode}: its log says why`)
  process.stdout.write('ready\n')
}
