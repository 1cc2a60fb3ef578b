// What must be right of a request's head before anybody looks at it: whom it is for and what it asks for.
import type { IncomingMessage } from 'node:http'
import { malformed, type RequestRefusal, unknownAddress } from './request-refusal.ts'

const NAME = /^(?:\[[\da-f:.]+\]|[\w.~-]+)(?::(\d{1,5}))?$/i

/** Addresses that we print are made from Host, and two of them are how requests are smuggled past proxies (RFC 9112 3.2). */
function hostRefusal({ headers, rawHeaders, httpVersion }: IncomingMessage): RequestRefusal | null {
  const { host } = headers
  // HTTP/1.0 had none; health checks of proxies still speak it.
  if (host === undefined) return httpVersion === '1.0' ? null : malformed('Host: is missing')
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2) if (isHost(rawHeaders[index] ?? '')) hosts++
  if (hosts > 1) return malformed('Host: is there twice')
  const [name, port] = NAME.exec(host) ?? []
  if (name === undefined || Number(port ?? 0) > 65_535)
    return malformed('Host: must be a name or an address, and a port')
  return null
}

const isHost = (name: string) => name.length === 4 && name.toLowerCase() === 'host'

/** A path, or an address in full, of which the router takes what it needs. */
const TARGET = /^(?:\/|https?:\/\/)/i

/** Says what is wrong with the head; null when nothing is. */
export function headRefusal(request: IncomingMessage): RequestRefusal | null {
  const { url = '', method = '' } = request
  return hostRefusal(request) ?? (TARGET.test(url) ? null : unknownAddress(method, url))
}
