// Since 1.7.9 Packer names itself and its version in the header that hcp-sdk-go sends: "packer/1.15.1 hcp-go-sdk/0.0.1".
// Clients without that library send a User-Agent of the same form.
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
  const differing = FIRST_TO_SEND.findIndex((number, index) => version[index] !== number)
  // A build that calls itself 1.8.3-dev is from some commit before that release.
  if (differing === -1) return found[4] === '' ? 'sent' : 'unknown'
  return (version[differing] ?? 0) > (FIRST_TO_SEND[differing] ?? 0) ? 'sent' : 'never sent'
}
