import type { Instant } from '../../clock.ts'
import type { Home } from '../../location.ts'
import type { LedgerHead, Seal, SealedEvent, StoredEvent, ReportedHead, WaitingEvent } from './ledger.ts'

/** The limits of one read: at least one event, however large, then no more than either limit allows. */
export interface Room {
  readonly events: number
  /** Bytes of payloads, as they are stored. */
  readonly bytes: number
}

export interface Waiting {
  /** In the order in which they were written. */
  readonly events: readonly WaitingEvent[]
  /** Ids of waiting events that do not exist: somebody has deleted them directly in the database. */
  readonly gone: readonly string[]
  /** Whether more events wait than the limits allowed. */
  readonly more: boolean
}

/** A position as verification finds it; `stored` is null where its event does not exist. */
export interface TracedSeal extends Seal {
  readonly eventId: string
  readonly stored: StoredEvent | null
}

export interface LedgerStore {
  /** Locks sealing until the transaction ends, so that no other transaction assigns positions. Must be called first. */
  hold(): Promise<void>
  /** Whether any event waits to be sealed. Every event does from the moment it is written, whoever writes it. */
  isWaiting(): Promise<boolean>
  listWaiting(room: Room): Promise<Waiting>
  /**
   * Whether the database has the schema of this version. Must be called after the events to be sealed were read: a later version may have
   * columns that this one has not read.
   */
  isOurs(): Promise<boolean>
  findHeads(ledgers: readonly string[]): Promise<readonly LedgerHead[]>
  /** Writes these positions, which follow the current heads, and the new heads. Their events, and those in `gone`, no longer wait. */
  seal(
    places: readonly (Seal & { readonly eventId: string })[],
    heads: readonly LedgerHead[],
    gone: readonly string[],
  ): Promise<void>
  /**
   * The events after a position (0: from the beginning), in the order of positions. Positions whose events were deleted directly in the
   * database are left out.
   */
  after(ledger: string, position: number, room: Room): Promise<readonly SealedEvent[]>
  /** Undefined when nothing was ever sealed in it. */
  head(ledger: string): Promise<LedgerHead | undefined>
  /**
   * The position of the last event of a project once all that wait now are sealed; 0 when there is none. While more than a thousand events
   * wait in all ledgers together, an earlier position.
   */
  end(projectId: string): Promise<number>
  /** Heads in the order of the ids of their ledgers, after this id (empty: from the first), at most `limit`. */
  listHeads(after: string, limit: number): Promise<readonly ReportedHead[]>
  /** Records that this head was reported at this time. */
  tell(head: LedgerHead, at: Instant): Promise<void>
  /** The id of the next ledger after this one (empty: the first) that has a position, a head, a stub or a proof. */
  nextLedger(after: string): Promise<string | undefined>
  /** The positions after this one, in their order, whether or not their events still exist. */
  trace(ledger: string, position: number, room: Room): Promise<readonly TracedSeal[]>
  /** How many of the first `most` events that wait to be sealed, for any ledger, belong to the ledger of this home. */
  countWaiting(home: Home, most: number): Promise<number>
}
