import type { Instant } from '../../clock.ts'
import type { Seal } from './ledger.ts'

/** What stands for the events of a ledger that were pruned: all of them, up to a position. The chain goes on from its hash. */
export interface Stub extends Seal {
  readonly count: number
  /** When the first and the last of these events happened. */
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly prunedAt: Instant
  /** Tells which key has signed it. */
  readonly keyId: string
  /** Base64. */
  readonly signature: string
}
