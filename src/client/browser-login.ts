import type { Access } from './access.ts'
import {
  askToken,
  askTokenServer,
  BY_FORM,
  type Granted,
  timedToken,
  type TimedToken,
  tokenAccess,
  type TokenEndpoint,
} from './token-access.ts'

/** What a program stores after a user has let it act for them, in their browser. */
export interface BrowserLogin {
  /** The client id that the program gives itself: servers register no programs. */
  readonly clientId: string
  readonly accessToken: string
  /** When the access token expires, in milliseconds of `Date.now()`. */
  readonly until: number
  /** Valid once: the response that carries the next access token also carries its replacement. */
  readonly refreshToken: string
}

export interface BrowserLoginParts extends TokenEndpoint {
  /** Reads the stored login, which another program of the same user may have refreshed; null when none is stored. */
  readonly kept: () => Promise<BrowserLogin | null>
  /** Stores the login that replaces `shown`. If it is not stored, the login ends with its access token. */
  readonly keep: (login: BrowserLogin, shown: BrowserLogin) => Promise<void>
}

/** Authenticates as a user. The access token is refreshed when it expires, for as long as the server allows. */
export const browserLogin = (login: BrowserLogin, { kept, keep, ...endpoint }: BrowserLoginParts): Access => {
  let current = login
  return tokenAccess(async () => {
    // Reads the stored login first: presenting a refresh token that another program used long ago would end the login.
    const known = (await kept()) ?? current
    const isAnother = known.accessToken !== current.accessToken
    current = known
    if (isAnother && Date.now() < known.until) return tokenOf(known)
    const { clientId, refreshToken } = known
    const fields = { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken }
    const granted = await askForLogin(endpoint, fields)
    current = loginOf(clientId, granted, granted.refresh_token ?? refreshToken)
    await keep(current, known)
    return tokenOf(current)
  }, tokenOf(login))
}

const tokenOf = ({ accessToken: token, until }: BrowserLogin): TimedToken => ({ token, until })

export interface BrowserCode {
  readonly clientId: string
  readonly code: string
  /** The address to which the browser was sent with the code. */
  readonly redirectUri: string
  /** The verifier behind the challenge that the sign-in page was given (RFC 7636, S256). */
  readonly verifier: string
}

/**
 * Exchanges the code that a browser brought back for a login. Throws `ApiError` when it is not valid, `UnreachableError` without a
 * response.
 */
export async function redeemBrowserCode(endpoint: TokenEndpoint, browserCode: BrowserCode): Promise<BrowserLogin> {
  const { clientId, code, redirectUri, verifier } = browserCode
  const granted = await askForLogin(endpoint, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  })
  return loginOf(clientId, granted, granted.refresh_token ?? '')
}

/** Ends the login on the server that granted it, with all its tokens (RFC 7009). Throws as `redeemBrowserCode` does. */
export async function endBrowserLogin(
  endpoint: TokenEndpoint,
  { clientId, refreshToken }: Pick<BrowserLogin, 'clientId' | 'refreshToken'>,
  signal: AbortSignal,
): Promise<void> {
  const fields = { client_id: clientId, token: refreshToken, token_type_hint: 'refresh_token' }
  const body = new URLSearchParams(fields).toString()
  await askTokenServer(endpoint, { path: '/oauth2/revoke', headers: BY_FORM, body, repeatable: true, signal })
}

function askForLogin(endpoint: TokenEndpoint, fields: Readonly<Record<string, string>>): Promise<Granted> {
  const body = new URLSearchParams(fields).toString()
  return askToken(endpoint, { path: '/oauth2/token', headers: BY_FORM, body, repeatable: false })
}

function loginOf(clientId: string, granted: Granted, refreshToken: string): BrowserLogin {
  const { token: accessToken, until } = timedToken(granted)
  return { clientId, accessToken, until, refreshToken }
}
