// Asks servers elsewhere, on behalf of people who may say where: issuers of tokens, receivers of webhooks, the cloud that
// vouches for a machine. Whoever may name an address must not reach with it what only this server reaches, so that the
// address really connected to is looked at, whatever its name stood for a moment ago. It follows no redirect, for that
// would be somebody else's choice of an address. It knows nothing of what is asked, and keeps nothing.
import type { LookupFunction } from 'node:net'
import { BlockList, isIP } from 'node:net'
import { request as plainRequest } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { reasonOf } from '../../domain/errors.ts'
import { outboundAgents } from './agents.ts'
import { isPublicAddress } from './public-address.ts'

export interface OutboundRequest {
  readonly method: 'GET' | 'POST'
  /** Of the scheme https, or of http where that will do, and without a password. */
  readonly url: string
  readonly plainHttp?: true
  readonly headers: Readonly<Record<string, string>>
  /** Null for none. */
  readonly body: string | Uint8Array | null
  /** For all of it, from looking up the name to the last byte. */
  readonly milliseconds: number
  /** How long the body of the answer may be. */
  readonly bytes: number
  /** Of a longer one the beginning will do. */
  readonly beginning?: true
  /** The connection may be used again, for a moment, by who asks the same server so. */
  readonly goesOn?: true
}

export interface OutboundAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
}

/** Resolves to whatever the server answers, a redirect as well; rejects with an `OutboundFailure`. */
export type Ask = (request: OutboundRequest) => Promise<OutboundAnswer>

/** There is no answer. The message says of which host, and why; it is for who runs this server, not for who had it ask. */
export class OutboundFailure extends Error {
  /** Why, for who had it ask as well: it tells nothing of what names stand for, nor of what is there. */
  readonly told: string

  constructor(message: string, told: string, options?: ErrorOptions) {
    super(message, options)
    this.told = told
  }
}

export interface OutboundParts {
  /** Hosts, addresses and blocks of addresses (CIDR) that may be connected to though they are not public. */
  readonly allowed: readonly string[]
  /** PEM of authorities that are trusted beside those that Node trusts. */
  readonly authorities: readonly string[]
  /** How names are looked up: that of node:dns. */
  readonly lookup: LookupFunction
}

const MOST_AT_ONCE = 256
const SHARE = 64

export function outboundClient({ allowed, authorities, lookup }: OutboundParts): Ask {
  const agentFor = outboundAgents(authorities)
  const mayConnect = destinations(allowed)

  async function ask(request: OutboundRequest, url: URL, host: string): Promise<OutboundAnswer> {
    if (isIP(host) !== 0 && !mayConnect(host, host)) throw notAllowed([host])
    const signal = AbortSignal.timeout(request.milliseconds)
    const isPlain = url.protocol === 'http:'
    const options = {
      method: request.method,
      host,
      port: url.port === '' ? (isPlain ? 80 : 443) : Number(url.port),
      path: url.pathname + url.search,
      headers: { 'accept-encoding': 'identity', ...request.headers, host: url.host },
      lookup: onlyAllowed(lookup, (address) => mayConnect(host, address)),
      signal,
    }
    try {
      const send = isPlain ? plainRequest : httpsRequest
      const by = (keeps: boolean) => exchange(send, { ...options, agent: agentFor({ isPlain, keeps }) }, request)
      if (request.goesOn !== true) return await by(false)
      try {
        return await by(true)
      } catch (error) {
        if (!(error instanceof Stale)) throw error
        return await by(false)
      }
    } catch (error) {
      throw signal.aborted ? new Limited(`no answer within ${request.milliseconds / 1000} s`) : error
    }
  }

  return atMost(MOST_AT_ONCE, async (request) => {
    const url = requireAddress(request)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    try {
      return await ask(request, url, host)
    } catch (error) {
      throw new OutboundFailure(`${url.host}: ${reasonOf(error)}`, toldOf(error), { cause: error })
    }
  })
}

/** For one of those who ask, whoever has it ask: so many at once, so that there is always room for the others. */
export const ownShare = (ask: Ask): Ask => atMost(SHARE, ask)

function atMost(most: number, ask: Ask): Ask {
  let underWay = 0
  return async (request) => {
    if (underWay >= most)
      throw new OutboundFailure(`${most} others are being asked already`, 'is not asked yet: others are being asked')
    underWay += 1
    try {
      return await ask(request)
    } finally {
      underWay -= 1
    }
  }
}

function requireAddress({
  url: text,
  plainHttp = false,
}: Pick<OutboundRequest, 'url'> & { readonly plainHttp?: boolean }): URL {
  const url = URL.parse(text)
  const isKnown = url?.protocol === 'https:' || (plainHttp && url?.protocol === 'http:')
  if (url === null || !isKnown || url.username !== '' || url.password !== '') {
    const what = `no ${plainHttp ? 'http:// or ' : ''}https:// address without a password`
    throw new OutboundFailure(`${JSON.stringify(text.slice(0, 200))} is ${what}`, `is ${what}`)
  }
  return url
}

/** A connection that was kept is not there any more: nothing is known of the server yet. */
class Stale extends Error {}

const isReset = (error: Error): boolean =>
  ['ECONNRESET', 'EPIPE'].includes((error as { readonly code?: string }).code ?? '')

/** The words are fit for everybody. */
class Limited extends Error {}
class NotAllowed extends Error {}

const TOLD: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'broke off the connection',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ENOTFOUND: 'is a name that stands for no address',
  EAI_AGAIN: 'is a name that cannot be looked up just now',
  ETIMEDOUT: 'cannot be reached',
}

function toldOf(error: unknown): string {
  if (error instanceof NotAllowed)
    return 'is not on the public internet, and not allowed: whoever runs this registry can allow it (--allow-private)'
  if (error instanceof Limited) return error.message
  const { code = '' } = error as { readonly code?: string }
  if (/^(?:CERT_|DEPTH_|SELF_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_)|^EPROTO$/.test(code))
    return `has no certificate that this registry trusts (${code})`
  if (/^HPE_/.test(code)) return 'gives an answer that is no HTTP'
  return TOLD[code] ?? 'gives no answer'
}

function exchange(
  send: typeof httpsRequest,
  options: RequestOptions,
  { body, bytes, beginning }: OutboundRequest,
): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    const request = send(options, (response) => {
      const read = async () => {
        const chunks: Buffer[] = []
        let length = 0
        for await (const chunk of response as AsyncIterable<Buffer>) {
          length += chunk.length
          if (length > bytes && beginning === true) {
            chunks.push(chunk.subarray(0, chunk.length - (length - bytes)))
            break
          }
          if (length > bytes) throw new Limited(`its answer is longer than ${bytes} bytes`)
          chunks.push(chunk)
        }
        return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }
      }
      read().then(resolve, reject)
    })
    request.on('error', (error) => {
      reject(request.reusedSocket && isReset(error) ? new Stale() : error)
    })
    request.end(body ?? undefined)
  })
}

const notAllowed = (addresses: readonly string[]) =>
  new NotAllowed(`${addresses.join(', ')} is not on the public internet; a setting can allow the host or its network`)

/** What names stand for, less the addresses that may not be connected to. Node connects to no other: it asks nobody else. */
const onlyAllowed =
  (lookup: LookupFunction, mayConnect: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const all = typeof found === 'string' ? [] : (found as readonly { address: string; family: number }[] | undefined)
      const allowed = (all ?? []).filter(({ address }) => mayConnect(address))
      const [first] = allowed
      if (error !== null) callback(error, [])
      else if (first === undefined) callback(notAllowed((all ?? []).map(({ address }) => address)), [])
      else if (options.all === true) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }

/** Whether an address that a host stands for may be connected to. */
function destinations(allowed: readonly string[]): (host: string, address: string) => boolean {
  const hosts = new Set<string>()
  const blocks = new BlockList()
  for (const each of allowed) {
    const [address = '', prefix] = each.split('/')
    const version = isIP(address)
    if (version === 0) hosts.add(bare(each))
    else blocks.addSubnet(address, Number(prefix ?? (version === 4 ? 32 : 128)), version === 4 ? 'ipv4' : 'ipv6')
  }
  return (host, address) =>
    isPublicAddress(address) ||
    hosts.has(bare(host)) ||
    (isIP(address) !== 0 && blocks.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6'))
}

const bare = (host: string) => host.toLowerCase().replace(/\.$/, '')
