// Programs on a person's own machine that act as them, because they have allowed it in their browser: RFC 8252, and RFC 6749
// 4.1 and 6. A login begins with a code, good for a minute, and goes on by refresh tokens, each of which makes another one.
import type { Instant } from '../../clock.ts'

export interface BrowserLogin {
  readonly id: string
  readonly principalId: string
  /** What the program calls itself. */
  readonly clientId: string
  readonly createdAt: Instant
  /** However much it is used; a minute after its beginning for one whose code is not redeemed yet. */
  readonly expiresAt: Instant
}

/** A code or a refresh token: each is good once. Which of both it is, its address tells. */
export interface LoginSecret {
  /** Keyed hash (hex). */
  readonly hash: string
  readonly loginId: string
  /** Where the code was sent; null for a refresh token. */
  readonly redirectUri: string | null
  /** What the program's verifier must hash to (RFC 7636, S256); null where it has sent none. */
  readonly challenge: string | null
  readonly expiresAt: Instant
  readonly usedAt: Instant | null
}

/** As events name it. */
export const loginFacts = ({ id, clientId }: BrowserLogin) => ({ id, clientId })
