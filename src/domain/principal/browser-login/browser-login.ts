// Logins of programs on a user's own machine that act as the user, who has allowed it in a browser: RFC 8252, and RFC 6749 4.1
// and 6. A login begins with a code, valid for a minute, and continues by refresh tokens, each exchanged for another one.
import type { Instant } from '../../clock.ts'

export interface BrowserLogin {
  readonly id: string
  readonly principalId: string
  /** What the program calls itself. */
  readonly clientId: string
  readonly createdAt: Instant
  /** The end, however much the login is used; a minute after it began until its code is redeemed. */
  readonly expiresAt: Instant
}

/** A code or a refresh token, each valid once. `redirectUri` tells which it is. */
export interface LoginSecret {
  /** Keyed hash (hex). */
  readonly hash: string
  readonly loginId: string
  /** Where the code was sent; null for a refresh token. */
  readonly redirectUri: string | null
  /** What the program's verifier must hash to (RFC 7636, S256); null when it sent no challenge. */
  readonly challenge: string | null
  readonly expiresAt: Instant
  readonly usedAt: Instant | null
}

/** The login as events record it. */
export const loginFacts = ({ id, clientId }: BrowserLogin) => ({ id, clientId })
