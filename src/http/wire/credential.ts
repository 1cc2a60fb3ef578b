import type { IncomingHttpHeaders } from 'node:http'
import type { Credential } from '../../auth/authenticate.ts'
import { unauthenticated } from '../../domain/errors.ts'
import { cookieIn } from './cookies.ts'

const BEARER = /^bearer +(\S+) *$/i
export const SESSION_COOKIE = '__Host-assay'

/**
 * The credential of the request: an access token, else the cookie of a session. Throws `unauthenticated` when there is none or
 * it cannot be read; the message says what to do.
 */
export function credentialOf({
  authorization = '',
  cookie,
}: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>): Credential {
  if (authorization === '') {
    const session = cookieIn(cookie, SESSION_COOKIE)
    if (session !== undefined) return { kind: 'session', token: session }
    throw unauthenticated(
      'the request carries no access token: get one with POST /oauth2/token and send it as "Authorization: Bearer <token>"',
    )
  }
  const token = BEARER.exec(authorization)?.[1]
  if (token === undefined)
    throw unauthenticated('the Authorization header must be "Bearer <token>", with a token from POST /oauth2/token')
  return { kind: 'bearer', token }
}
