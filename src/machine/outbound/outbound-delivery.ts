// Sends bytes to a server over TLS, for protocols other than HTTP, by the rules of outbound-client.ts.
import { isIP } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { reasonOf } from '../../domain/errors.ts'
import { trusting } from './agents.ts'
import { destinations, notAllowed, onlyAllowed } from './destinations.ts'
import { OutboundFailure, type OutboundParts } from './outbound-client.ts'
import { Limited, publicReason } from './public-reason.ts'

export interface OutboundDelivery {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string
  readonly port: number
  readonly bytes: Uint8Array
  /** The timeout for all of it, from looking up the name to the end. */
  readonly milliseconds: number
}

/**
 * Connects, sends, ends the connection, and waits until the server ends it as well: then the server has read everything. In a
 * protocol without responses, nothing confirms more. Rejects with an `OutboundFailure`.
 */
export type BringTo = (delivery: OutboundDelivery) => Promise<void>

export function outboundDelivery({ allowed, authorities, lookup }: OutboundParts): BringTo {
  const secureContext = trusting(authorities)
  const mayConnect = destinations(allowed)

  return async ({ host, port, bytes, milliseconds }) => {
    try {
      if (isIP(host) !== 0 && !mayConnect(host, host)) throw notAllowed([host])
      const socket = connect({
        host,
        port,
        ...(isIP(host) === 0 ? { servername: host } : {}),
        lookup: onlyAllowed(lookup, (address) => mayConnect(host, address)),
        secureContext: secureContext(),
        // Whatever the environment says (NODE_TLS_REJECT_UNAUTHORIZED).
        rejectUnauthorized: true,
      })
      await brought(socket, bytes, milliseconds)
    } catch (error) {
      throw new OutboundFailure(`${host}:${port}: ${reasonOf(error)}`, publicReason(error), { cause: error })
    }
  }
}

async function brought(socket: TLSSocket, bytes: Uint8Array, milliseconds: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const patience = setTimeout(() => {
    reject(new Limited(`has not taken everything within ${milliseconds / 1000} s`))
  }, milliseconds)
  let isSent = false
  socket.on('error', reject)
  socket.on('secureConnect', () => {
    socket.end(bytes, () => {
      isSent = true
    })
  })
  // What the server sends is ignored, but must be read for the end of the connection to arrive.
  socket.resume()
  socket.on('end', () => {
    if (isSent) resolve()
    else reject(new Limited('ended the connection before it had everything'))
  })
  socket.on('close', () => {
    reject(new Limited('ended the connection before it had everything'))
  })
  try {
    await promise
  } finally {
    clearTimeout(patience)
    socket.destroy()
  }
}
