import { Agent as PlainAgent, type AgentOptions } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'

/** Less than servers keep a connection for, so that hardly any is used that is just being closed. */
const IDLE_MS = 500

export interface AgentWanted {
  readonly isPlain: boolean
  /** Whether the connection is kept for a moment, for who asks the same server. */
  readonly keeps: boolean
}

/** What trusts the public authorities, and these. */
export function trusting(authorities: readonly string[]): () => SecureContext {
  // To read 150 certificates takes 20 ms, which a start can do without.
  let made: SecureContext | undefined
  return () => (made ??= createSecureContext({ ca: [...getCACertificates('default'), ...authorities] }))
}

/** What connections are made by, each made when it is wanted. Those kept are of one client: what may be connected to is the same. */
export function outboundAgents(authorities: readonly string[]): (wanted: AgentWanted) => PlainAgent {
  const secureContext = trusting(authorities)
  const made = new Map<string, PlainAgent>()
  const make = ({ isPlain, keeps }: AgentWanted): PlainAgent => {
    const pace: AgentOptions = keeps ? { keepAlive: true, timeout: IDLE_MS } : { keepAlive: false }
    if (isPlain) return new PlainAgent(pace)
    // Whatever the environment says (NODE_TLS_REJECT_UNAUTHORIZED).
    return new SecureAgent({ ...pace, secureContext: secureContext(), rejectUnauthorized: true, maxCachedSessions: 0 })
  }
  return (wanted) => {
    const name = `${wanted.isPlain} ${wanted.keeps}`
    const agent = made.get(name) ?? make(wanted)
    made.set(name, agent)
    return agent
  }
}
