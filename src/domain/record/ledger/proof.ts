import type { Instant } from '../../clock.ts'
import type { Break, BreakKind } from './break.ts'
import type { Seal } from './ledger.ts'

/** How far a walk that proves has come. */
export interface Walk extends Pick<Seal, 'position' | 'hash'> {
  /** Of the one that looks whether every event has a place: after which event it goes on. Empty in a ledger. */
  readonly eventId: string
}

/** What came of proving a ledger, day by day. */
export interface Proof {
  /** `EVENTS` of the walk over all events. */
  readonly ledger: string
  /** Up to where the last walk that came to its end proved it, and the hash there; or one before, if the last found it made anew. */
  readonly position: number
  readonly hash: string
  /** When that was; null while none has come to its end. */
  readonly at: Instant | null
  /** The first break that it found. */
  readonly broken: Break | null
  /** One that is under way. */
  readonly walk: Walk | null
}

/** In place of a ledger: whether every event has a place. */
export const EVENTS = ''

export const unproved = (ledger: string): Proof => ({
  ledger,
  position: 0,
  hash: '',
  at: null,
  broken: null,
  walk: null,
})

/** An event that neither has a place nor waits for one, or that has one and waits for another. */
export interface Misplaced {
  readonly eventId: string
  readonly ledger: string
  readonly what: Extract<BreakKind, 'lost' | 'twice'>
}
