import type { Instant } from '../domain/clock.ts'
import type { Actor } from '../domain/principal/principal.ts'

/** Who showed something, and until when it says so. */
export interface Verified {
  readonly actor: Actor
  readonly expiresAt: Instant
}
