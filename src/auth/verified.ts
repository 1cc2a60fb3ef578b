import type { Instant } from '../domain/clock.ts'
import type { Actor } from '../domain/principal/principal.ts'

/** The actor behind a credential, and when the credential expires. */
export interface Verified {
  readonly actor: Actor
  readonly expiresAt: Instant
}
