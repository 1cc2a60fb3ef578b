import type { IncomingHttpHeaders } from 'node:http'
import type { Credential } from '../../auth/authenticate.ts'
import { unauthenticated } from '../../domain/errors.ts'

const BEARER = /^bearer +(\S+) *$/i

/** What the request shows. Throws `unauthenticated` when it shows nothing, or nothing that can be read; the message says what to do. */
export function credentialOf({ authorization = '' }: Pick<IncomingHttpHeaders, 'authorization'>): Credential {
  if (authorization === '')
    throw unauthenticated(
      'the request carries no access token: get one with POST /oauth2/token and send it as "Authorization: Bearer <token>"',
    )
  const token = BEARER.exec(authorization)?.[1]
  if (token === undefined)
    throw unauthenticated('the Authorization header must be "Bearer <token>", with a token from POST /oauth2/token')
  return { kind: 'bearer', token }
}
