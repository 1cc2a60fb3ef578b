import type { Guessability } from '../../domain/principal/user/password.ts'
import type { Unsigned } from '../../domain/principal/user/person.ts'
import type { Ask } from '../../machine/outbound/outbound-client.ts'
import type { AccessTokens } from '../access-tokens.ts'
import { FAILED_ATTEMPT_LIMITS, failedAttempts, shareOf } from '../failed-attempts.ts'
import { failuresInARow } from '../failures-in-a-row.ts'
import { newRecoveryCodes, oneTimeCodes } from '../passwords/one-time-codes.ts'
import { passwords } from '../passwords/passwords.ts'
import { keyedHash } from '../secret-hash.ts'
import { providerSignIn, type ProviderSignInParts } from '../provider-sign-in/provider-sign-in.ts'
import type { SignInProvider } from '../provider-sign-in/sign-in-provider.ts'
import { beginSession } from './begin-session.ts'
import { browserLogins } from './browser-logins.ts'
import { halfSessions } from './half-session.ts'
import { knownBrowsers } from './known-browsers.ts'
import { passwordSignIn, type PersonSecrets } from './password-sign-in.ts'
import { invitationTokens, type SessionLimits, sessionTokens } from './sessions.ts'

export interface PeopleAccessParts {
  readonly serverKey: Uint8Array
  /** The organization whose people sign in. */
  readonly organizationId: string
  readonly sessions: SessionLimits
  /** Whether a password alone is not enough to sign in. */
  readonly requireSecondFactor: boolean
  /** How many processes serve the same address. */
  readonly processes: number
  readonly accessTokens: AccessTokens
  readonly guessability: Guessability
  /** With which people may sign in, and how each is asked. */
  readonly providers: readonly SignInProvider[]
  readonly ask: Ask
  /** For the operator of the server. */
  readonly log: { readonly warn: ProviderSignInParts['warn'] }
}

/** Wrong passwords for one account, from whatever addresses (NIST SP 800-63B, 5.2.2). */
const PASSWORDS_IN_A_ROW = 100

/** All that the people of an organization sign in with, on one server. */
export function peopleAccess(
  unsigned: Unsigned,
  {
    serverKey,
    organizationId,
    sessions,
    requireSecondFactor,
    processes,
    accessTokens,
    providers,
    guessability,
    ask,
    log,
  }: PeopleAccessParts,
) {
  const { clock } = unsigned
  const { hash: hashPassword, isRight: isPassword } = passwords()
  const codes = oneTimeCodes({ serverKey, clock })
  const secrets: PersonSecrets = { hashPassword, isPassword, guessability, codes, newRecoveryCodes }
  const tokens = sessionTokens(serverKey)
  const limits = shareOf(FAILED_ATTEMPT_LIMITS, processes)
  const halves = halfSessions({ serverKey, clock })
  const beginnings = beginSession({ unsigned, sessions: tokens, limits: sessions, halves, requireSecondFactor })
  const signIn = passwordSignIn({
    unsigned,
    organizationId,
    secrets,
    sessions: beginnings,
    halves,
    failedAttempts: failedAttempts({ clock, limits }),
    knownBrowsers: knownBrowsers({ serverKey, clock }),
    failedPasswords: failuresInARow({ clock, limit: Math.ceil(PASSWORDS_IN_A_ROW / processes) }),
    failedCodes: failuresInARow({ clock, limit: limits.perClient }),
  })
  return {
    unsigned,
    signIn,
    requireSecondFactor,
    browserLogins: browserLogins({ unsigned, serverKey, accessTokens, limits: sessions }),
    providerSignIn: providerSignIn({
      unsigned,
      organizationId,
      serverKey,
      providers,
      ask,
      begin: beginnings.begin,
      // Counted apart from passwords: whoever guesses passwords must not hold up people who sign in with a provider.
      failedAttempts: failedAttempts({ clock, limits }),
      warn: (fields, message) => {
        log.warn(fields, message)
      },
    }),
    secrets,
    hashSession: tokens.hashOf,
    hashInvitation: invitationTokens(serverKey).hashOf,
    formToken: (...texts: readonly string[]) => keyedHash(serverKey, 'form', ...texts).toString('base64url'),
  }
}
