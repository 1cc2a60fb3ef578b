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

/** What a program keeps of somebody who has let it act as them, in their browser. */
export interface BrowserLogin {
  /** What the program calls itself. */
  readonly clientId: string
  readonly accessToken: string
  /** In milliseconds of `Date.now()`. */
  readonly until: number
  /** Good once: what comes with the next token takes its place. */
  readonly refreshToken: string
}

export interface BrowserLoginParts extends TokenEndpoint {
  /** The login as it is kept by now, which another program of the person may have gone on with; null where it is not kept. */
  readonly kept: () => Promise<BrowserLogin | null>
  /** Keeps what takes the place of the one that was shown: without it the login ends with its token. */
  readonly keep: (login: BrowserLogin, shown: BrowserLogin) => Promise<void>
}

/** The login of a person: its token is asked for anew when it ends, for as long as the server lets it go on. */
export const browserLogin = (login: BrowserLogin, { kept, keep, ...endpoint }: BrowserLoginParts): Access => {
  let current = login
  return tokenAccess(async () => {
    // To show a refresh token that another program has used long ago would end the login.
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
  /** Where the browser was sent with the code. */
  readonly redirectUri: string
  /** Of which the page was shown the challenge (RFC 7636, S256). */
  readonly verifier: string
}

/** What a code that a browser brought back is good for. Throws `ApiError` when it is not, `UnreachableError` when there is no answer. */
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

/** Ends the login where it was given, with all its tokens (RFC 7009). Throws as `redeemBrowserCode` does. */
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
