import type { IncomingHttpHeaders } from 'node:http'
import { notAllowed } from '../../domain/errors.ts'

/** What a page of another origin cannot send without leave, which nobody gets (Fetch: CORS-safelisted request-header). */
export const SESSION_HEADER = 'x-assay-session'

type Told = Pick<IncomingHttpHeaders, 'origin' | 'sec-fetch-site'>

/** Whether a browser says, or leaves open, that a page of ours has it ask; `own` are our origins. */
export function isFromOwnPage({ origin, 'sec-fetch-site': site }: Told, own: readonly string[]): boolean {
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

/** What clients are told to use, and what this one has used: a browser has no cookie of ours for what is neither. */
export const ownOrigins = (
  { protocol, host }: { readonly protocol: string; readonly host: string },
  told: string,
): readonly string[] => [told, `${protocol}://${host}`]
