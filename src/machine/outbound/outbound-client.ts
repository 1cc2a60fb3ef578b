// Sends requests to other servers on behalf of users who may name the address: issuers of tokens, receivers of webhooks, the
// cloud that vouches for a machine. Whoever may name an address must not reach through it what only this server can reach. So
// the address that is really connected to is checked, whatever its name resolved to a moment ago. Redirects are not followed,
// because they would be somebody else's choice of an address. This module does not know what requests are about, and keeps
// nothing.
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { request as plainRequest } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { reasonOf } from '../../domain/errors.ts'
import { outboundAgents } from './agents.ts'
import { destinations, notAllowed, onlyAllowed } from './destinations.ts'
import { Limited, publicReason } from './public-reason.ts'

export interface OutboundRequest {
  readonly method: 'GET' | 'POST'
  /** Has the scheme https, or also http where `plainHttp` is set, and no password. */
  readonly url: string
  readonly plainHttp?: true
  readonly headers: Readonly<Record<string, string>>
  /** Null for none. */
  readonly body: string | Uint8Array | null
  /** The timeout for all of it, from looking up the name to the last byte. */
  readonly milliseconds: number
  /** How many bytes the body of the response may have. */
  readonly bytes: number
  /** Takes the beginning of a longer body, instead of failing. */
  readonly beginning?: true
  /** Keeps the connection for a moment, for other such requests to the same server. */
  readonly goesOn?: true
}

export interface OutboundAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
}

/** Resolves to whatever the server responds, including a redirect; rejects with an `OutboundFailure`. */
export type Ask = (request: OutboundRequest) => Promise<OutboundAnswer>

/**
 * There was no response. The message names the host and the reason; it is for the operator of this server, not for the user on
 * whose behalf the request was sent.
 */
export class OutboundFailure extends Error {
  /** The reason in words that this user may see as well: they reveal neither what names resolve to nor what is there. */
  readonly publicReason: string

  constructor(message: string, publicReason: string, options?: ErrorOptions) {
    super(message, options)
    this.publicReason = publicReason
  }
}

export interface OutboundParts {
  /** Hosts, addresses and blocks of addresses (CIDR) that may be connected to though they are not public. */
  readonly allowed: readonly string[]
  /** PEM of authorities that are trusted in addition to those that Node trusts. */
  readonly authorities: readonly string[]
  /** How names are looked up: the `lookup` of node:dns. */
  readonly lookup: LookupFunction
}

const SHARE = 64
/** As much as all shares of a server together: of webhooks, streams, issuers of tokens and AWS, and of four identity providers. */
const MOST_AT_ONCE = 8 * SHARE

export function outboundClient({ allowed, authorities, lookup }: OutboundParts): Ask {
  const agentFor = outboundAgents(authorities)
  const mayConnect = destinations(allowed)

  async function ask(request: OutboundRequest, url: URL, host: string): Promise<OutboundAnswer> {
    if (isIP(host) !== 0 && !mayConnect(host, host)) throw notAllowed([host])
    // Unlike AbortSignal.timeout, it ends with the request, which it would keep in memory for all of its time.
    const limit = new AbortController()
    const { signal } = limit
    const timer = setTimeout(() => {
      limit.abort()
    }, request.milliseconds).unref()
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
    } finally {
      clearTimeout(timer)
    }
  }

  return atMost(MOST_AT_ONCE, async (request) => {
    const url = requireAddress(request)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    try {
      return await ask(request, url, host)
    } catch (error) {
      throw new OutboundFailure(`${url.host}: ${reasonOf(error)}`, publicReason(error), { cause: error })
    }
  })
}

/**
 * For one part of the server, whichever user it sends requests for: it may have `SHARE` requests under way, so that there is
 * always room for the other parts.
 */
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
    const isPlain = url?.protocol === 'http:' && !plainHttp
    const what = isPlain
      ? 'an http:// address, and only https:// is allowed'
      : `no ${plainHttp ? 'http:// or ' : ''}https:// address without a password`
    throw new OutboundFailure(`${JSON.stringify(text.slice(0, 200))} is ${what}`, `is ${what}`)
  }
  return url
}

/** A kept connection has been closed: that says nothing about the server. */
class Stale extends Error {}

const isReset = (error: Error): boolean =>
  ['ECONNRESET', 'EPIPE'].includes((error as { readonly code?: string }).code ?? '')

function exchange(
  send: typeof httpsRequest,
  options: RequestOptions & { readonly signal: AbortSignal },
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
        // A server may answer without taking the whole request, which nothing would end from now on.
        if (!request.writableFinished) request.destroy()
        return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }
      }
      read().then(resolve, reject)
    })
    request.on('error', (error) => {
      reject(request.reusedSocket && isReset(error) ? new Stale() : error)
    })
    request.on('upgrade', (_response, socket) => {
      socket.destroy()
      reject(new Limited('answers with another protocol'))
    })
    // Rejects whatever the request does: a request that never ends would occupy its share for ever.
    options.signal.addEventListener('abort', () => {
      request.destroy()
      reject(new Limited('gives no answer'))
    })
    request.end(body ?? undefined)
  })
}
