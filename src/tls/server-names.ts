import { isIP } from 'node:net'

/** What a server certificate is for: the names and addresses that clients may use. */
export interface ServerNames {
  readonly hosts: readonly string[]
  readonly addresses: readonly string[]
}

export interface Reachability {
  readonly listenHost: string
  readonly publicUrl: string | null
  /** The name of this machine. */
  readonly hostName: string
}

const WILDCARDS = ['0.0.0.0', '::']
// One name that is not plain ASCII makes Go refuse the whole certificate (crypto/x509, parseSANExtension).
const NAME = /^[a-z0-9._-]+$/

/** The name or address, IPv6 without brackets. */
export const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '')

export function serverNames({ listenHost, publicUrl, hostName }: Reachability): ServerNames {
  const publicHost = publicUrl === null ? [] : [hostOf(publicUrl)]
  const wanted = ['localhost', '127.0.0.1', '::1', hostName, listenHost, ...publicHost]
  const names = new Set(wanted.filter((name) => !WILDCARDS.includes(name)).map((name) => name.toLowerCase()))
  return {
    hosts: [...names].filter((name) => isIP(name) === 0 && NAME.test(name)),
    addresses: [...names].filter((name) => isIP(name) !== 0),
  }
}
