/** The first position at which the verification of a ledger fails. */
export interface Break {
  readonly ledger: string
  /** Null for an event that has no position. */
  readonly position: number | null
  /** Empty where it is unknown. */
  readonly eventId: string
  readonly what: BreakKind
  /** For a pair of events that were swapped, the position of the event that belongs here; null otherwise. */
  readonly swappedWith: number | null
}

export type BreakKind =
  /** The event, or its seal, is not what it was when the event was sealed. */
  | 'changed'
  /** The event is at the position of another event. */
  | 'swapped'
  /** The position exists, but its event does not. */
  | 'event-missing'
  /** The position itself is missing. */
  | 'place-missing'
  /** The ledger does not end where its head says. */
  | 'head-changed'
  /** The event is neither sealed nor waiting to be sealed. */
  | 'lost'
  /** The event is sealed and is waiting to be sealed as well. */
  | 'twice'
  /** The stub of the pruned events is not what the server has signed. */
  | 'stub-changed'
  /** The ledger was proved before up to a position that is missing now, or has another hash. */
  | 'made-anew'
