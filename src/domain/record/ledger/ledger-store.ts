import type { Instant } from '../../clock.ts'
import type { Home } from '../../location.ts'
import type { LedgerHead, Seal, SealedEvent, StoredEvent, ToldHead, WaitingEvent } from './ledger.ts'

/** How much is read at once: one event at least, however large, then no more of either. */
export interface Room {
  readonly events: number
  /** Of payloads, as they are stored. */
  readonly bytes: number
}

export interface Waiting {
  /** By their ids. */
  readonly events: readonly WaitingEvent[]
  /** Ids of those that wait and are not there: somebody has deleted them past the registry. */
  readonly gone: readonly string[]
  /** Whether others wait, for which there was no room. */
  readonly more: boolean
}

/** A place as verification finds it; null where the event is not there. */
export interface TracedSeal extends Seal {
  readonly eventId: string
  readonly stored: StoredEvent | null
}

export interface LedgerStore {
  /** Until the transaction ends nobody else gives places; to be asked first. */
  hold(): Promise<void>
  /** Whether an event waits for its place. Every event does from when it is written, whoever writes it. */
  isWaiting(): Promise<boolean>
  listWaiting(room: Room): Promise<Waiting>
  /**
   * Whether the database is at the schema of this version. Asked after what is to be sealed was read: a later version knows
   * of columns that are not in what this one has read.
   */
  isOurs(): Promise<boolean>
  findHeads(ledgers: readonly string[]): Promise<readonly LedgerHead[]>
  /** Writes these places, which follow the heads there are, and the heads after them; none of the events waits any longer, nor do those that are gone. */
  seal(
    places: readonly (Seal & { readonly eventId: string })[],
    heads: readonly LedgerHead[],
    gone: readonly string[],
  ): Promise<void>
  /** What follows a position (0: the beginning) in the order of positions. Places whose events were deleted past the registry are left out. */
  after(ledger: string, position: number, room: Room): Promise<readonly SealedEvent[]>
  /** Undefined when nothing was ever sealed in it. */
  head(ledger: string): Promise<LedgerHead | undefined>
  /** The position that the last event of a project has, or will have once all that wait have their places; 0 when there is none. */
  end(projectId: string): Promise<number>
  /** In the order of the ids of ledgers, those after one (empty: from the first), `limit` at most. */
  listHeads(after: string, limit: number): Promise<readonly ToldHead[]>
  /** Keeps that this was told. */
  tell(head: LedgerHead, at: Instant): Promise<void>
  /** The id of the next ledger after one (empty: the first) of which there is anything: a place, a head, a stub, or that it was proved. */
  nextLedger(after: string): Promise<string | undefined>
  /** Places after a position, in the order of positions, whatever of them is still there. */
  trace(ledger: string, position: number, room: Room): Promise<readonly TracedSeal[]>
  /** How many of the first so many that wait, for all of them, will be in the ledger of this home. */
  countWaiting(home: Home, most: number): Promise<number>
}
