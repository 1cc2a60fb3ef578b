/** Where a ledger does not hold: the first such place. */
export interface Break {
  readonly ledger: string
  /** Null of an event that has none. */
  readonly position: number | null
  /** Empty where it cannot be told. */
  readonly eventId: string
  readonly what: BreakKind
  /** Where the event is that belongs there, of a pair that was swapped; null otherwise. */
  readonly swappedWith: number | null
}

export type BreakKind =
  /** The event is not what it was when it was sealed, or the seal is not. */
  | 'changed'
  /** The event has another's place. */
  | 'swapped'
  /** There is a place without its event. */
  | 'event-missing'
  /** The place itself is missing. */
  | 'place-missing'
  /** The ledger does not end where it says that it does. */
  | 'head-changed'
  /** The event neither has a place nor waits for one. */
  | 'lost'
  /** The event has a place and waits for another. */
  | 'twice'
  /** What stands for pruned events is not what the server has signed. */
  | 'stub-changed'
  /** It was proved before up to a place that is not there any more, or has another hash. */
  | 'made-anew'
