import type { IncomingHttpHeaders } from 'node:http'
import { notAllowed } from '../../domain/errors.ts'

/** What a page of another origin cannot send without leave, which nobody gets (Fetch: CORS-safelisted request-header). */
export const SESSION_HEADER = 'x-assay-session'

type OriginHeaders = Pick<IncomingHttpHeaders, 'origin' | 'sec-fetch-site'>

/** Whether a browser says, or leaves open, that a page of ours has it ask; `own` are our origins. */
export function isFromOwnPage({ origin, 'sec-fetch-site': site }: OriginHeaders, own: readonly string[]): boolean {
  // `none`: a person has typed the address.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return origin === undefined || own.includes(origin)
}

/**
 * A browser adds the cookie of a session to whatever a page has it send: a request that may change something must show that
 * a page of ours has. Throws `permission_denied`.
 */
export function requireOwnPage(method: string, headers: IncomingHttpHeaders, own: readonly string[]): void {
  if (method === 'GET' || method === 'HEAD') return
  if (headers[SESSION_HEADER] !== '1')
    throw notAllowed('a request by a session that is not GET needs the header "X-Assay-Session: 1"')
  if (!isFromOwnPage(headers, own)) throw notAllowed('a request by a session must come from a page of this server')
}

/** The public address, and the one by which this request came: a browser has no cookie of ours for any other. */
export const ownOrigins = (
  { protocol, host }: { readonly protocol: string; readonly host: string },
  publicUrl: string,
): readonly string[] => [publicUrl, `${protocol}://${host}`]
