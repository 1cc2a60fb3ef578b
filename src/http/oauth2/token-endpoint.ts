// The OAuth 2 token endpoint takes a key (RFC 6749 4.4), the code of a login in a browser (4.1.3) or a refresh token (6), and
// returns a bearer token. Both paths that HashiCorp's clients have used are one endpoint. The revocation endpoint, by which a program
// ends its login (RFC 7009), is here as well. Errors are those of the RFCs, never google.rpc.Status, of which clients print nothing.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ACCESS_TOKEN_SECONDS, type AccessTokens, isAccessToken } from '../../auth/access-tokens.ts'
import { addressBlock } from '../../auth/address-block.ts'
import type { FailedAttempts } from '../../auth/failed-attempts.ts'
import type { BrowserLogins } from '../../auth/sessions/browser-logins.ts'
import { findRightKey, hashSecret } from '../../auth/secret-hash.ts'
import { RETRY_AFTER_SECONDS } from '../../contract/status.ts'
import { DomainError } from '../../domain/errors.ts'
import type { ServicePrincipalKey } from '../../domain/principal/principal.ts'
import { hasFormOfClientId } from '../../domain/principal/service-principal/service-principal-key.ts'
import type { Store } from '../../domain/store.ts'
import { askedOf } from '../wire/asked.ts'
import {
  type Credentials,
  type Grant,
  invalidClient,
  invalidRequest,
  isRefusal,
  readRevocation,
  readTokenRequest,
  type Refusal,
  type TokenRequest,
} from './token-request.ts'

export interface TokenEndpointParts {
  readonly store: Store
  readonly serverKey: Uint8Array
  readonly accessTokens: AccessTokens
  readonly failedAttempts: FailedAttempts
  readonly browserLogins: Pick<BrowserLogins, 'redeem' | 'refresh' | 'revoke'>
}

const PATHS = ['/oauth2/token', '/oauth/token']
const REVOKE_PATH = '/oauth2/revoke'
// A real request is some 300 bytes.
const BODY_BYTES = 8 * 1024

/** Makes a Fastify plugin. Failed attempts are counted per `request.ip`, or per its block: set `trustProxy` behind a proxy. */
export function tokenEndpoint(parts: TokenEndpointParts) {
  const { store, serverKey, accessTokens, failedAttempts, browserLogins } = parts

  async function verify(credentials: Credentials, address: string): Promise<ServicePrincipalKey | Refusal> {
    const { clientId, clientSecret, style } = credentials
    const secretHash = hashSecret(serverKey, clientSecret)
    // Verifies first, however many attempts have failed: this costs one read by key, no more than refusing, and right credentials pass.
    const key = await findRightKey(store.principals, clientId, secretHash)
    if (key !== undefined) return key
    const wait = failedAttempts.count({ clientId, address, secretHash, style })
    return wait > 0 ? slowDown(wait) : wrongCredentials
  }

  async function token(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const grant = readTokenRequest(shownIn(request))
    if (isRefusal(grant)) return refuse(reply, grant)
    return grant.type === 'client_credentials'
      ? tokenForKey(request, reply, grant)
      : tokenForPerson(request, reply, grant)
  }

  async function tokenForPerson(
    request: FastifyRequest,
    reply: FastifyReply,
    grant: Exclude<Grant, Credentials>,
  ): Promise<FastifyReply> {
    const isCode = grant.type === 'authorization_code'
    const asked = askedOf(request)
    const tokens = isCode ? await browserLogins.redeem(grant, asked) : await browserLogins.refresh(grant, asked)
    if (tokens === undefined) {
      request.log.warn({ address: request.ip, grant: grant.type }, 'no access token issued: not a good grant')
      return refuse(reply, isCode ? wrongCode : wrongRefreshToken)
    }
    return sendJson(reply, 200, {
      access_token: tokens.accessToken,
      token_type: 'Bearer',
      expires_in: tokens.expiresIn,
      refresh_token: tokens.refreshToken,
    })
  }

  async function tokenForKey(
    request: FastifyRequest,
    reply: FastifyReply,
    credentials: Credentials,
  ): Promise<FastifyReply> {
    const key = await verify(credentials, addressBlock(request.ip))
    if (isRefusal(key)) {
      // Nothing else that was sent as a client id is logged, because people paste their secret there.
      const clientId = hasFormOfClientId(credentials.clientId) ? credentials.clientId : 'not one of this registry'
      request.log.warn({ address: request.ip, clientId, error: key.error }, 'no access token issued: wrong credentials')
      return refuse(reply, key)
    }
    const accessToken = await accessTokens.issue(key.clientId)
    if (accessToken === undefined) return refuse(reply, wrongCredentials)
    return sendJson(reply, 200, {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: ACCESS_TOKEN_SECONDS,
    })
  }

  async function revoke(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const revocation = readRevocation(shownIn(request))
    if (isRefusal(revocation)) return refuse(reply, revocation)
    if (isAccessToken(revocation.token)) return refuse(reply, onlyRefreshTokens)
    await browserLogins.revoke(revocation, askedOf(request))
    // The response is the same whether such a login existed or not, and whatever the token is (RFC 7009 2.2).
    return sendJson(reply, 200, {})
  }

  return async (scope: FastifyInstance): Promise<void> => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body)
    })
    scope.setErrorHandler(answerError)
    for (const path of PATHS) scope.post(path, { bodyLimit: BODY_BYTES }, token)
    scope.post(REVOKE_PATH, { bodyLimit: BODY_BYTES }, revoke)
  }
}

function shownIn({ headers, body }: FastifyRequest): TokenRequest {
  const { authorization, 'content-type': contentType } = headers
  return { authorization, contentType, body: body instanceof Uint8Array ? body : undefined }
}

const invalidGrant = (description: string): Refusal => ({ status: 400, error: 'invalid_grant', description })
const wrongCode = invalidGrant(
  'the code is unknown, was used, is older than a minute, or was given to another program: log in again',
)
const wrongRefreshToken = invalidGrant('the login has ended, or the refresh token was used before: log in again')

const onlyRefreshTokens: Refusal = {
  status: 400,
  error: 'unsupported_token_type',
  description: 'an access token ends within an hour: revoke the refresh token, and all tokens of the login end with it',
}

// One sentence for both, so that nobody learns which client ids exist.
const wrongCredentials = invalidClient(
  'the client id is unknown or the client secret is wrong: check HCP_CLIENT_ID and HCP_CLIENT_SECRET',
)

function slowDown(milliseconds: number): Refusal {
  const retryAfterSeconds = Math.ceil(milliseconds / 1000)
  const description = `too many failed attempts: check HCP_CLIENT_ID and HCP_CLIENT_SECRET, then try again in ${retryAfterSeconds} s`
  return { status: 429, error: 'slow_down', description, retryAfterSeconds }
}

function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.status === 401) reply.header('www-authenticate', 'Basic realm="Assay"')
  if (refusal.retryAfterSeconds !== undefined) reply.header('retry-after', refusal.retryAfterSeconds)
  return sendJson(reply, refusal.status, { error: refusal.error, error_description: refusal.description })
}

/** A refusal from before the endpoint runs: a body too large or too slow, a malformed content type, a server at its limits. */
interface RefusedBefore {
  readonly statusCode?: number
  readonly retryAfterSeconds?: number | null
}

/** Answers such refusals, and unexpected errors. */
function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { statusCode: status = 500, retryAfterSeconds = null } = (error ?? {}) as RefusedBefore
  if (retryAfterSeconds !== null) {
    const description = `the server has no room for this now: try again in ${retryAfterSeconds} s`
    void reply.header('retry-after', retryAfterSeconds)
    return sendJson(reply, status, { error: 'temporarily_unavailable', error_description: description })
  }
  if (status === 408)
    return sendJson(reply, 408, { error: 'invalid_request', error_description: 'the request did not arrive in time' })
  if (status >= 400 && status < 500)
    return refuse(reply, invalidRequest(`the request cannot be read; its body may have ${BODY_BYTES} bytes`))
  request.log.error({ err: error }, 'nothing could be said about a token')
  if (error instanceof DomainError && error.code === 'unavailable') {
    reply.header('retry-after', RETRY_AFTER_SECONDS)
    return sendJson(reply, 503, { error: 'temporarily_unavailable', error_description: error.message })
  }
  const description = `the server failed; its log tells more about request ${request.id}`
  return sendJson(reply, 500, { error: 'server_error', error_description: description })
}

function sendJson(reply: FastifyReply, status: number, body: Readonly<Record<string, unknown>>): FastifyReply {
  // Bytes, because Fastify appends a charset to the type of a text; RFC 6749 5.1 forbids any cache to keep a token.
  return reply
    .code(status)
    .header('content-type', 'application/json')
    .header('cache-control', 'no-store')
    .send(Buffer.from(JSON.stringify(body)))
}
