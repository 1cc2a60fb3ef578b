// Reads a request for a token, or to revoke one, in the three forms that real clients send: Basic (the first try of
// golang.org/x/oauth2), form fields (its second try), JSON. Whatever bytes arrive, the result is a grant, a revocation or a refusal
// in RFC 6749's words. Nothing here throws, and nothing here checks whether the credentials are right.

import type { RedeemCode } from '../../auth/sessions/browser-logins.ts'

export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly style: 'basic' | 'body'
}

/** What a client presents to get a token. Programs that act for users have a client id and no secret. */
export type Grant =
  | ({ readonly type: 'client_credentials' } & Credentials)
  | ({ readonly type: 'authorization_code' } & RedeemCode)
  | { readonly type: 'refresh_token'; readonly refreshToken: string; readonly clientId: string }

/** The token that a program revokes (RFC 7009 2.1). */
export interface Revocation {
  readonly token: string
  readonly clientId: string
}

/** The errors of RFC 6749 5.2, of RFC 7009 2.2.1 and, for a client that has to wait, of RFC 8628. */
type OauthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'unsupported_token_type'
  | 'slow_down'

export interface Refusal {
  readonly status: 400 | 401 | 429
  readonly error: OauthError
  readonly description: string
  readonly retryAfterSeconds?: number
}

export interface TokenRequest {
  readonly authorization: string | undefined
  readonly contentType: string | undefined
  readonly body: Uint8Array | undefined
}

export const invalidRequest = (description: string): Refusal => ({ status: 400, error: 'invalid_request', description })
export const invalidClient = (description: string): Refusal => ({ status: 401, error: 'invalid_client', description })

export const isRefusal = (result: object): result is Refusal => 'error' in result

/** `audience` and unknown parameters are ignored (RFC 6749 3.2): HCP has one audience, and so has this server. */
export function readTokenRequest({ authorization, contentType, body }: TokenRequest): Grant | Refusal {
  const fields = readFields(contentType, body)
  if (isRefusal(fields)) return fields
  switch (fields.grant_type) {
    case undefined:
      return invalidRequest('grant_type is missing: send grant_type=client_credentials')
    case 'client_credentials': {
      const credentials = readCredentials(authorization, fields)
      return isRefusal(credentials) ? credentials : { type: 'client_credentials', ...credentials }
    }
    case 'authorization_code': {
      const clientId = readPublicClient(authorization, fields)
      if (typeof clientId !== 'string') return clientId
      const { code, redirect_uri: redirectUri, code_verifier: verifier = null } = fields
      if (code === undefined || redirectUri === undefined)
        return invalidRequest('send code and redirect_uri, as the login in the browser has given and got them')
      return { type: 'authorization_code', clientId, code, redirectUri, verifier }
    }
    case 'refresh_token': {
      const clientId = readPublicClient(authorization, fields)
      if (typeof clientId !== 'string') return clientId
      const { refresh_token: refreshToken } = fields
      if (refreshToken === undefined) return invalidRequest('refresh_token is missing')
      return { type: 'refresh_token', clientId, refreshToken }
    }
    default:
      return {
        status: 400,
        error: 'unsupported_grant_type',
        description: 'grant_type must be client_credentials, authorization_code or refresh_token',
      }
  }
}

/** `token_type_hint` is ignored, because a token itself shows its type. */
export function readRevocation({ authorization, contentType, body }: TokenRequest): Revocation | Refusal {
  const fields = readFields(contentType, body)
  if (isRefusal(fields)) return fields
  const clientId = readPublicClient(authorization, fields)
  if (typeof clientId !== 'string') return clientId
  const { token } = fields
  if (token === undefined) return invalidRequest('token is missing: send the refresh token of the login that is to end')
  return { token, clientId }
}

/** The id of a program that has no secret, because a program cannot hide one from the user on whose machine it runs. */
function readPublicClient(authorization: string | undefined, fields: Fields): string | Refusal {
  const basic = readBasic(authorization)
  const client = basic === undefined || isRefusal(basic) ? basic : unlessTwice(basic, fields)
  if (client !== undefined && isRefusal(client)) return client
  const { clientId, clientSecret } = client ?? { clientId: fields.client_id, clientSecret: fields.client_secret ?? '' }
  if (clientId === undefined) return invalidClient('client_id is missing')
  if (clientSecret !== '') return invalidClient('a program that people log in with has no client secret: leave it out')
  return clientId
}

function readCredentials(authorization: string | undefined, fields: Fields): Credentials | Refusal {
  const basic = readBasic(authorization)
  if (basic !== undefined) return isRefusal(basic) ? basic : unlessTwice(basic, fields)
  if (fields.client_id === undefined || fields.client_secret === undefined)
    return invalidClient('send client_id and client_secret by HTTP Basic authentication, as form fields or as JSON')
  return { clientId: fields.client_id, clientSecret: fields.client_secret, style: 'body' }
}

/** Two ways of authentication at once are an error (RFC 6749 5.2); a repeated client_id alone is not. */
function unlessTwice(basic: Credentials, fields: Fields): Credentials | Refusal {
  if (fields.client_secret !== undefined)
    return invalidRequest('send client_secret once: either by HTTP Basic authentication or in the body')
  if (fields.client_id !== undefined && fields.client_id !== basic.clientId)
    return invalidRequest('client_id in the body differs from the one in the Authorization header')
  return basic
}

const FIELDS = [
  ...(['grant_type', 'client_id', 'client_secret'] as const),
  ...(['code', 'redirect_uri', 'code_verifier', 'refresh_token', 'token'] as const),
] as const
type Fields = Readonly<Partial<Record<(typeof FIELDS)[number], string | undefined>>>

function readFields(contentType: string | undefined, body: Uint8Array | undefined): Fields | Refusal {
  if (body === undefined || body.length === 0) return {}
  const text = new TextDecoder().decode(body)
  switch (contentType?.split(';', 1)[0]?.trim().toLowerCase()) {
    // curl and old scripts leave the type out; the form is what OAuth prescribes.
    case undefined:
    case '':
    case 'application/x-www-form-urlencoded':
      return readForm(text)
    case 'application/json':
      return readJson(text)
    default:
      return invalidRequest('the Content-Type must be application/x-www-form-urlencoded or application/json')
  }
}

function readForm(text: string): Fields | Refusal {
  const form = new URLSearchParams(text)
  if (new Set(form.keys()).size !== form.size) return invalidRequest('a parameter is sent more than once')
  return named((field) => form.get(field) ?? undefined)
}

function readJson(text: string): Fields | Refusal {
  const json = parseJson(text)
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return invalidRequest('the body must be a JSON object')
  const values = new Map<string, unknown>(Object.entries(json))
  const wrong = FIELDS.find((field) => values.has(field) && typeof values.get(field) !== 'string')
  if (wrong !== undefined) return invalidRequest(`${wrong} must be a string`)
  return named((field) => values.get(field) as string | undefined)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** A parameter without a value counts as left out (RFC 6749 3.2). */
function named(valueOf: (field: (typeof FIELDS)[number]) => string | undefined): Fields {
  const fields = FIELDS.map((field) => [field, valueOf(field)] as const)
  return Object.fromEntries(fields.filter(([, value]) => value !== ''))
}

const BASIC = /^basic(?: +(.*))?$/i

/** Undefined when the header is absent or of another scheme: a stale bearer token beside form fields does no harm. */
function readBasic(authorization: string | undefined): Credentials | Refusal | undefined {
  const basic = BASIC.exec(authorization ?? '')
  if (basic === null) return undefined
  const pair = Buffer.from(basic[1] ?? '', 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  const clientId = colon < 0 ? undefined : formDecoded(pair.slice(0, colon))
  const clientSecret = colon < 0 ? undefined : formDecoded(pair.slice(colon + 1))
  if (clientId === undefined || clientSecret === undefined)
    return invalidRequest(
      'the Authorization header must be "Basic " and the base64 of client id, colon and client secret, both form-encoded',
    )
  return { clientId, clientSecret, style: 'basic' }
}

/** RFC 6749 2.3.1: both halves are form-encoded before base64, so "+" is a space. Undefined when malformed. */
function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
