import { createHash } from 'node:crypto'
import type { Asked, Context } from '../../domain/context.ts'
import { allowBrowserLogin } from '../../domain/principal/browser-login/allow-browser-login.ts'
import {
  type Continued,
  redeemLoginCode,
  refreshBrowserLogin,
  revokeBrowserLogin,
} from '../../domain/principal/browser-login/continue-browser-login.ts'
import type { Unsigned } from '../../domain/principal/user/person.ts'
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from '../access-tokens.ts'
import { loginCodes, refreshTokens, type SessionLimits } from './sessions.ts'

/** The request of a program to act as a person, which the person answers in their browser. */
export interface AuthorizationRequest {
  readonly clientId: string
  readonly redirectUri: string
  /** The challenge of PKCE (S256); null where the program sends none. */
  readonly challenge: string | null
}

export interface RedeemCode {
  readonly code: string
  readonly clientId: string
  readonly redirectUri: string
  readonly verifier: string | null
}

/** The tokens of a response (RFC 6749 5.1). */
export interface LoginTokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresIn: number
}

/** Lets programs on people's own machines act as them, without a client secret (RFC 6749 4.1, 6; RFC 7636). */
export interface BrowserLogins {
  /** Resolves to the authorization code for the program. */
  readonly allow: (self: Context, request: AuthorizationRequest) => Promise<string>
  /** Undefined for a code that is not valid, or was given to another program. */
  readonly redeem: (shown: RedeemCode, asked: Asked) => Promise<LoginTokens | undefined>
  readonly refresh: (
    shown: { readonly refreshToken: string; readonly clientId: string },
    asked: Asked,
  ) => Promise<LoginTokens | undefined>
  /** Ends the login of a refresh token, if there is one. */
  readonly revoke: (shown: { readonly token: string; readonly clientId: string }, asked: Asked) => Promise<void>
}

export interface BrowserLoginsParts {
  readonly unsigned: Unsigned
  readonly serverKey: Uint8Array
  readonly accessTokens: AccessTokens
  readonly limits: Pick<SessionLimits, 'absoluteMs'>
}

export function browserLogins({ unsigned, serverKey, accessTokens, limits }: BrowserLoginsParts): BrowserLogins {
  const codes = loginCodes(serverKey)
  const refresh = refreshTokens(serverKey)

  async function withNext(
    go: (tokens: Parameters<typeof refreshBrowserLogin>[2]) => Promise<Continued | undefined>,
  ): Promise<LoginTokens | undefined> {
    const next = refresh.make()
    const issue: AccessTokens['issueFor'] = (tx, login) => accessTokens.issueFor(tx, login)
    const continued = await go({ refreshHash: next.hash, issue })
    if (continued === undefined) return undefined
    const { accessToken, secondsLeft } = continued
    return { accessToken, refreshToken: next.token, expiresIn: Math.min(ACCESS_TOKEN_SECONDS, secondsLeft) }
  }

  return {
    async allow(self, request) {
      const { token, hash } = codes.make()
      await allowBrowserLogin(self, { ...request, hash })
      return token
    },
    async redeem({ code, clientId, redirectUri, verifier }, asked) {
      if (!codes.isOne(code)) return undefined
      const challenge = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url')
      const shown = { hash: codes.hashOf(code), clientId, redirectUri, challenge, goodForMs: limits.absoluteMs }
      return withNext((tokens) => redeemLoginCode({ ...unsigned, asked }, shown, tokens))
    },
    async refresh({ refreshToken, clientId }, asked) {
      if (!refresh.isOne(refreshToken)) return undefined
      return withNext((tokens) =>
        refreshBrowserLogin({ ...unsigned, asked }, { hash: refresh.hashOf(refreshToken), clientId }, tokens),
      )
    },
    async revoke({ token, clientId }, asked) {
      if (refresh.isOne(token))
        await revokeBrowserLogin({ ...unsigned, asked }, { hash: refresh.hashOf(token), clientId })
    },
  }
}
