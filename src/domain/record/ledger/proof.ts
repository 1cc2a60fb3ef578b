import type { Instant } from '../../clock.ts'
import type { Break, BreakKind } from './break.ts'
import type { Seal } from './ledger.ts'

/** The progress of a walk that proves a ledger. */
export interface Walk extends Pick<Seal, 'position' | 'hash'> {
  /** For the walk that checks whether every event has a position: the event to continue after. Empty for a walk along a ledger. */
  readonly eventId: string
}

/** The result of the daily proof of a ledger. */
export interface Proof {
  /** `EVENTS` for the walk over all events. */
  readonly ledger: string
  /** The position and hash up to which the last finished walk proved the ledger; those of an earlier walk if the last found `made-anew`. */
  readonly position: number
  readonly hash: string
  /** When the last walk finished; null while none has. */
  readonly at: Instant | null
  /** The first break that the last walk found; null for none. */
  readonly broken: Break | null
  /** The walk in progress; null for none. */
  readonly walk: Walk | null
}

/** Stands in place of a ledger's id for the walk that checks whether every event has a position. */
export const EVENTS = ''

export const unproved = (ledger: string): Proof => ({
  ledger,
  position: 0,
  hash: '',
  at: null,
  broken: null,
  walk: null,
})

/** An event that is neither sealed nor waiting to be sealed, or that is both. */
export interface Misplaced {
  readonly eventId: string
  readonly ledger: string
  readonly what: Extract<BreakKind, 'lost' | 'twice'>
}
