import type { Asked } from '../../domain/context.ts'
import type { Unsigned } from '../../domain/principal/user/person.ts'
import { type Beginning, type Browser, type Proof, signIn } from '../../domain/principal/user/sign-in.ts'
import type { HalfSessions } from './half-session.ts'
import type { RandomTokens, SessionLimits } from './sessions.ts'

/** Where from, by which request, and which session the browser has had until now, by its hash. */
export interface From {
  readonly browser: Browser
  readonly asked: Asked
  readonly replaces: string | null
}

export type Begun =
  /** The token is for the cookie. */
  | { readonly kind: 'signed-in'; readonly token: string }
  /** A second factor is to be set up first. */
  | { readonly kind: 'set-up'; readonly half: string }
  | { readonly kind: 'refused' }

export interface BeginSession {
  /** For whoever has proved by anything at all that they are this person. */
  readonly begin: (principalId: string, by: Proof, from: From) => Promise<Begun>
  /** For whom `isIn` makes one of what it is given. */
  readonly beginIf: (from: From, isIn: (beginning: Beginning) => Promise<boolean>) => Promise<Begun>
}

export interface BeginSessionParts {
  readonly unsigned: Unsigned
  readonly sessions: RandomTokens
  readonly limits: Pick<SessionLimits, 'absoluteMs'>
  readonly halves: HalfSessions
  /** Whether a password alone lets nobody in. */
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
      // A provider asks for its own.
      const account =
        requireSecondFactor && by !== 'provider' ? await unsigned.store.users.find(principalId) : undefined
      if (account?.secondFactorSince === null) return { kind: 'set-up', half: halves.make(account) }
      return beginIf(from, (beginning) => signIn({ ...unsigned, asked: from.asked }, { principalId, by, ...beginning }))
    },
  }
}
