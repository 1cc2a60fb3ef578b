import type { IncomingHttpHeaders } from 'node:http'
import { notAllowed } from '../../domain/errors.ts'

/** A header that pages of other origins may not send, for this server grants no CORS (Fetch: CORS-safelisted request-header). */
export const SESSION_HEADER = 'x-assay-session'

type OriginHeaders = Pick<IncomingHttpHeaders, 'origin' | 'sec-fetch-site'>

/** Whether the browser's headers say, or leave open, that one of our own pages sends the request; `own` lists our origins. */
export function isFromOwnPage({ origin, 'sec-fetch-site': site }: OriginHeaders, own: readonly string[]): boolean {
  // `none`: the user has typed the address.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return origin === undefined || own.includes(origin)
}

/**
 * A browser adds the session cookie to every request that a page makes it send, so a request that may change something must
 * show that it comes from one of our own pages. Throws `permission_denied`.
 */
export function requireOwnPage(method: string, headers: IncomingHttpHeaders, own: readonly string[]): void {
  if (method === 'GET' || method === 'HEAD') return
  if (headers[SESSION_HEADER] !== '1')
    throw notAllowed('a request by a session that is not GET needs the header "X-Assay-Session: 1"')
  if (!isFromOwnPage(headers, own)) throw notAllowed('a request by a session must come from a page of this server')
}

/** The public address, and the address that this request used: browsers have no cookie of ours for any other. */
export const ownOrigins = (
  { protocol, host }: { readonly protocol: string; readonly host: string },
  publicUrl: string,
): readonly string[] => [publicUrl, `${protocol}://${host}`]
