// Checks the head of a request before anything else reads it: its Host header and its target.
import type { IncomingMessage } from 'node:http'
import { malformed, type RequestRefusal, unknownAddress } from './request-refusal.ts'

const NAME = /^(?:\[[\da-f:.]+\]|[\w.~-]+)(?::(\d{1,5}))?$/i

/** The server makes addresses from Host, and two Host headers serve to smuggle requests past proxies (RFC 9112 3.2). */
function hostRefusal({ headers, rawHeaders, httpVersion }: IncomingMessage): RequestRefusal | null {
  const { host } = headers
  // HTTP/1.0 has no Host header, and health checks of proxies still use HTTP/1.0.
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

/** A path, or an absolute URL, from which the router takes what it needs. */
const TARGET = /^(?:\/|https?:\/\/)/i

/** The refusal of a bad head; null when nothing is wrong. */
export function headRefusal(request: IncomingMessage): RequestRefusal | null {
  const { url = '', method = '' } = request
  return hostRefusal(request) ?? (TARGET.test(url) ? null : unknownAddress(method, url))
}
