import type { Asked } from '../../domain/context.ts'
import type { Unsigned } from '../../domain/principal/user/person.ts'
import { type Beginning, type Browser, type Proof, signIn } from '../../domain/principal/user/sign-in.ts'
import type { HalfSessions } from './half-session.ts'
import type { RandomTokens, SessionLimits } from './sessions.ts'

/** The browser, its request, and the hash of the session that the browser has had until now. */
export interface From {
  readonly browser: Browser
  readonly asked: Asked
  readonly replaces: string | null
}

export type Begun =
  /** The token is for the cookie. */
  | { readonly kind: 'signed-in'; readonly token: string }
  /** A second factor has to be set up first. */
  | { readonly kind: 'set-up'; readonly half: string }
  | { readonly kind: 'refused' }

export interface BeginSession {
  /** Begins a session for a person who has proved, in whatever way, who they are. */
  readonly begin: (principalId: string, by: Proof, from: From) => Promise<Begun>
  /** Begins a session: `isIn` gets what the session begins with, and resolves to whether it has created it. */
  readonly beginIf: (from: From, isIn: (beginning: Beginning) => Promise<boolean>) => Promise<Begun>
}

export interface BeginSessionParts {
  readonly unsigned: Unsigned
  readonly sessions: RandomTokens
  readonly limits: Pick<SessionLimits, 'absoluteMs'>
  readonly halves: HalfSessions
  /** Whether a password alone is not enough to sign in. */
  readonly requireSecondFactor: boolean
}

/** How every session of a browser begins. */
export function beginSession(parts: BeginSessionParts): BeginSession {
  const { unsigned, sessions, limits, halves, requireSecondFactor } = parts
  const beginIf: BeginSession['beginIf'] = async ({ browser, replaces }, isIn) => {
    const { token, hash } = sessions.make()
    const isMade = await isIn({ browser, replaces, session: { hash, goodForMs: limits.absoluteMs } })
    return isMade ? { kind: 'signed-in', token } : { kind: 'refused' }
  }
  return {
    beginIf,
    async begin(principalId, by, from) {
      // A provider asks for a second factor of its own.
      const account =
        requireSecondFactor && by !== 'provider' ? await unsigned.store.users.find(principalId) : undefined
      if (account?.secondFactorSince === null) return { kind: 'set-up', half: halves.make(account) }
      return beginIf(from, (beginning) => signIn({ ...unsigned, asked: from.asked }, { principalId, by, ...beginning }))
    },
  }
}
