import { Agent as PlainAgent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { createSecureContext } from 'node:tls'
import type { Variables } from '../../../client/environment.ts'

/** The agents of Node's HTTP client; undefined for its own. */
export interface Agents {
  readonly plain: PlainAgent | undefined
  readonly secure: SecureAgent | undefined
}

/** The addresses of this machine, and of the metadata services of clouds. */
const OWN = ['localhost', '127.0.0.1', '[::1]', '169.254.169.254', '169.254.170.2']

/**
 * Agents that trust these authorities (PEM; null for those of Node), and use the proxies that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, as
 * Go programs do.
 */
export function agentsFor(authorities: readonly string[] | null, variables: Variables): Agents {
  const proxyEnv = proxiesIn(variables)
  // Prepared once: an agent that is given authorities parses them again for each connection.
  const secureContext = authorities && createSecureContext({ ca: [...authorities] })
  const manner = { keepAlive: true, ...(proxyEnv && { proxyEnv }) }
  return {
    plain: proxyEnv ? new PlainAgent(manner) : undefined,
    secure:
      proxyEnv || secureContext ? new SecureAgent({ ...manner, ...(secureContext && { secureContext }) }) : undefined,
  }
}

function proxiesIn(variables: Variables) {
  const said = (name: string) => variables[name.toLowerCase()] || variables[name]
  const [secure, plain] = [said('HTTPS_PROXY'), said('HTTP_PROXY')]
  if (!secure && !plain) return null
  const without = [said('NO_PROXY') ?? [], OWN].flat().join(',')
  return { ...(secure && { HTTPS_PROXY: secure }), ...(plain && { HTTP_PROXY: plain }), NO_PROXY: without }
}
