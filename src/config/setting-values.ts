// Reads the text of a setting into its value. A parser returns undefined for text that it does not allow. The setting
// (settings.ts) says what is allowed, and where the text may come from. No environment, no files.
import { isIP, isIPv4, isIPv6 } from 'node:net'
import { parseDuration } from '../domain/clock.ts'

export interface ListenAddress {
  /** A host name or an address; IPv6 without brackets. */
  readonly host: string
  /** 0 lets the system choose a free one. */
  readonly port: number
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_](?:[-a-z0-9_]*[a-z0-9_])?(?:\.[a-z0-9_](?:[-a-z0-9_]*[a-z0-9_])?)*$/i
const LISTEN = /^(?:\[(?<ipv6>[^\]]+)\]|(?<host>[^:[\]]+)):(?<port>\d{1,5})$/

export function listenAddress(text: string): ListenAddress | undefined {
  const { ipv6, host, port: digits } = LISTEN.exec(text)?.groups ?? {}
  const port = Number(digits)
  if (!(port <= 65535)) return undefined
  if (ipv6 !== undefined) return isIPv6(ipv6) ? { host: ipv6, port } : undefined
  if (host === undefined || !isHost(host)) return undefined
  return { host, port }
}

// Four numbers that are no address ("300.1.1.1") would pass for a name.
const isHost = (host: string) => isIPv4(host) || (HOST_NAME.test(host) && !/^[\d.]+$/.test(host))

/** An https origin. Clients join paths to it and the token path replaces any path of it, so it has none. */
export function httpsOrigin(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || url.protocol !== 'https:' || url.hostname === '') return undefined
  if (url.username !== '' || url.password !== '' || url.pathname !== '/' || /[?#\s]/.test(text)) return undefined
  return url.origin
}

/** Checks the scheme alone: what PostgreSQL accepts (`postgres:///name?host=/run/postgresql`) is more than a URL. */
export const postgresUrl = (text: string): string | undefined => (/^postgres(?:ql)?:\/\//.test(text) ? text : undefined)

/** The address of a mail server, with or without a user and a password, and with nothing after the host. */
export function smtpUrl(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '' || /[?#\s]/.test(text))
    return undefined
  return ['', '/'].includes(url.pathname) && isEncoded(url.username) && isEncoded(url.password) ? text : undefined
}

/** A literal "%" is written "%25". */
function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** An address, or a name with one in angle brackets. */
export const mailbox = (text: string): string | undefined =>
  /^(?:[^\p{C}<>"@,;:]{1,60} <[^\s@<>",;:]+@[^\s@<>",;:]+>|[^\s@<>",;:]+@[^\s@<>",;:]+)$/u.test(text) ? text : undefined

/** Addresses and CIDR blocks, separated by commas. */
export function addressBlocks(text: string): readonly string[] | undefined {
  const blocks = text
    .split(',')
    .map((block) => block.trim())
    .filter((block) => block !== '')
  return blocks.length > 0 && blocks.every(isAddressBlock) ? blocks : undefined
}

function isAddressBlock(block: string): boolean {
  const [address = '', prefix, ...rest] = block.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  if (prefix === undefined) return true
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)
}

/** Names of hosts, addresses and CIDR blocks, separated by commas. */
export function hostsAndBlocks(text: string): readonly string[] | undefined {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const isRight = entries.length > 0 && entries.every((entry) => isAddressBlock(entry) || isHost(entry))
  return isRight ? entries : undefined
}

/** A parser of whole numbers from 1. */
export const countUpTo =
  (most: number) =>
  (text: string): number | undefined => {
    const count = /^\d{1,6}$/.test(text) ? Number(text) : 0
    return count >= 1 && count <= most ? count : undefined
  }

/** Milliseconds. Packer sends a heartbeat every two minutes, but one minute is the least that makes any sense. */
export function silence(text: string): number | undefined {
  const milliseconds = parseDuration(text)
  return milliseconds === undefined || milliseconds < 60_000 ? undefined : milliseconds
}

/** A parser of durations of at least so many days, in milliseconds. */
export const days =
  (least: number) =>
  (text: string): number | undefined => {
    const milliseconds = parseDuration(text)
    return milliseconds === undefined || milliseconds < least * 86_400_000 ? undefined : milliseconds
  }

export function truth(text: string): boolean | undefined {
  if (['true', '1', 'yes', 'on'].includes(text.toLowerCase())) return true
  if (['false', '0', 'no', 'off'].includes(text.toLowerCase())) return false
  return undefined
}

/** A parser that allows these words only. */
export const oneOf =
  <Word extends string>(words: readonly Word[]) =>
  (text: string): Word | undefined =>
    words.find((word) => word === text)
