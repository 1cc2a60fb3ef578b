import type { Unsigned } from '../../domain/principal/user/person.ts'
import { type Beginning, type Browser, type Proof, signIn } from '../../domain/principal/user/sign-in.ts'
import type { RandomTokens, SessionLimits } from './sessions.ts'

/** Where from, and which session the browser has had until now, by its hash. */
export interface From {
  readonly browser: Browser
  readonly replaces: string | null
}

export type Begun =
  /** The token is for the cookie. */
  { readonly kind: 'signed-in'; readonly token: string } | { readonly kind: 'refused' }

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
}

/** How every session of a browser begins. */
export function beginSession({ unsigned, sessions, limits }: BeginSessionParts): BeginSession {
  const beginIf: BeginSession['beginIf'] = async (from, isIn) => {
    const { token, hash } = sessions.make()
    const isMade = await isIn({ ...from, session: { hash, goodForMs: limits.absoluteMs } })
    return isMade ? { kind: 'signed-in', token } : { kind: 'refused' }
  }
  return {
    beginIf,
    begin: (principalId, by, from) => beginIf(from, (beginning) => signIn(unsigned, { principalId, by, ...beginning })),
  }
}
