import { isIP } from 'node:net'
import type { Config } from './config.ts'

/** Uses `localhost` rather than 127.0.0.1: the oldest clients accept an address with a port under no other name. */
export function ownUrl({ listen, tls }: Pick<Config, 'listen' | 'tls'>, port: number, hostname: string): string {
  const scheme = tls.kind === 'none' ? 'http' : 'https'
  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(listen.host)
  const isWildcard = ['0.0.0.0', '::'].includes(listen.host)
  const host = isLoopback ? 'localhost' : isWildcard ? hostname : listen.host
  return `${scheme}://${isIP(host) === 6 ? `[${host}]` : host}:${port}`
}
