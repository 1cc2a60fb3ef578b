import type { AuthorizationRequest } from '../../auth/sessions/browser-logins.ts'

/** A program's request, with the state that it wants to be given back. */
export interface ProgramRequest extends AuthorizationRequest {
  /** Null for none. */
  readonly state: string | null
}

/** Why a request is refused, and whether the program can be informed or only the user (RFC 6749 4.1.2.1). */
export type Refused =
  | { readonly kind: 'tell-person'; readonly message: string }
  | {
      readonly kind: 'tell-program'
      readonly request: ProgramRequest
      readonly error: string
      readonly message: string
    }

type Query = Readonly<Record<string, unknown>>

const NAMES = [
  'client_id',
  'redirect_uri',
  'response_type',
  'state',
  'code_challenge',
  'code_challenge_method',
] as const
const CLIENT_ID = /^[\x21-\x7e]{1,128}$/
const STATE = /^[\x20-\x7e]{1,1024}$/
const CHALLENGE = /^[\w-]{43}$/
const LONGEST_ADDRESS = 512

/** Ignores scopes, audiences and other parameters: there is one kind of token, which may do all that the user may. */
export function readAuthorizationRequest(query: Query): ProgramRequest | Refused {
  const twice = NAMES.find((name) => query[name] !== undefined && typeof query[name] !== 'string')
  if (twice !== undefined) return tellPerson(`it contains ${twice} more than once`)
  const textOf = (name: (typeof NAMES)[number]) =>
    query[name] === '' ? undefined : (query[name] as string | undefined)
  const clientId = textOf('client_id') ?? ''
  if (!CLIENT_ID.test(clientId)) return tellPerson('it does not name the program (client_id)')
  const redirectUri = textOf('redirect_uri') ?? ''
  if (!isOfThisMachine(redirectUri))
    return tellPerson('its redirect_uri must be http://localhost:8443/oidc/callback, or any port of http://127.0.0.1')
  const state = textOf('state') ?? null
  const challenge = textOf('code_challenge') ?? null
  const request = { clientId, redirectUri, state, challenge }
  if (state !== null && !STATE.test(state)) return tellPerson('its state is too long, or not plain text')
  const tell = (error: string, message: string): Refused => ({ kind: 'tell-program', request, error, message })
  if (textOf('response_type') !== 'code') return tell('unsupported_response_type', 'response_type must be code')
  if (challenge === null) return request
  // "plain" would not protect against anybody who can read this request.
  if (textOf('code_challenge_method') !== 'S256') return tell('invalid_request', 'code_challenge_method must be S256')
  if (!CHALLENGE.test(challenge)) return tell('invalid_request', 'code_challenge must be 43 characters of base64url')
  return request
}

/** Writes the request as a query again: only what was read from it, so that nothing else is passed on. */
export function queryOf({ clientId, redirectUri, state, challenge }: ProgramRequest): string {
  return new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    ...(state === null ? {} : { state }),
    ...(challenge === null ? {} : { code_challenge: challenge, code_challenge_method: 'S256' }),
  }).toString()
}

export function answerAddress({ redirectUri, state }: ProgramRequest, told: Readonly<Record<string, string>>): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries({ ...told, ...(state === null ? {} : { state }) }))
    url.searchParams.set(name, value)
  return url.href
}

/**
 * Whether the address is that of a program on the browser's own machine: the one at which HashiCorp's clients listen, or any port
 * of a loopback address (RFC 8252 7.3). Only the former may be given by name, because a name may lead to another machine.
 */
function isOfThisMachine(address: string): boolean {
  if (address === 'http://localhost:8443/oidc/callback') return true
  if (address.length > LONGEST_ADDRESS || !/^http:\/\/(?:127\.0\.0\.1|\[::1\])(?::\d+)?\/[!-~]*$/.test(address))
    return false
  const url = URL.parse(address)
  return url !== null && ['127.0.0.1', '[::1]'].includes(url.hostname) && url.username === '' && url.hash === ''
}

const tellPerson = (message: string): Refused => ({ kind: 'tell-person', message })
