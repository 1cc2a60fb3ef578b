import { Agent as PlainAgent, type AgentOptions } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'

/** Shorter than servers keep a connection, so that hardly any connection is used while it is being closed. */
const IDLE_MS = 500

export interface AgentWanted {
  readonly isPlain: boolean
  /** Whether the connection is kept for a moment, for other requests to the same server. */
  readonly keeps: boolean
}

/** A TLS context that trusts the public authorities and these. */
export function trusting(authorities: readonly string[]): () => SecureContext {
  // Made when it is first needed: reading 150 certificates takes 20 ms, which would slow down the start.
  let made: SecureContext | undefined
  return () => (made ??= createSecureContext({ ca: [...getCACertificates('default'), ...authorities] }))
}

/**
 * The agents that make connections, each made when it is first needed. Each client has agents of its own, so that a kept
 * connection is only used where connecting to it is allowed.
 */
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
