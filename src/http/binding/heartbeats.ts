// Packer names itself and its version since 1.7.9, in the header of hcp-sdk-go: "packer/1.15.1 hcp-go-sdk/0.0.1". Who
// calls without that library has a user agent of the same form.
import type { IncomingHttpHeaders } from 'node:http'
import type { Heartbeats } from '../../domain/catalog/build/build.ts'

const PACKER = /(?:^|\s)packer\/v?(\d+)\.(\d+)\.(\d+)(-?)/i

// hashicorp/packer CHANGELOG: heartbeats began with 1.8.3.
const FIRST_TO_SEND = [1, 8, 3] as const

/** Whether the client that sent these headers sends heartbeats while it builds. */
export function heartbeatsOf(headers: IncomingHttpHeaders): Heartbeats {
  const found = PACKER.exec(String(headers['x-hcp-source-channel'] ?? '')) ?? PACKER.exec(headers['user-agent'] ?? '')
  if (!found) return 'unknown'
  const version = found.slice(1, 4).map(Number)
  const place = FIRST_TO_SEND.findIndex((number, index) => version[index] !== number)
  // What is called 1.8.3-dev is some commit before it.
  if (place === -1) return found[4] === '' ? 'sent' : 'unknown'
  return (version[place] ?? 0) > (FIRST_TO_SEND[place] ?? 0) ? 'sent' : 'never sent'
}
