// How entries are sent to each kind of stream receiver. Which entries, when, and what follows from the outcome is the business of the
// lanes and the domain; a sender stores nothing and drops nothing.
import type { Event } from '../../domain/record/event/event.ts'
import type { StreamKind } from '../../domain/record/stream/stream.ts'

/** An event, with its entry in the audit log. */
export interface StreamedEntry {
  readonly event: Event
  /** The entry in HCP's form, which most kinds send as it is. */
  readonly entry: object
  /** The position of the event in its ledger. A test is sent out of turn: its position is 0 and its ledger is empty. */
  readonly position: number
  readonly ledger: string
}

/** `why` completes the sentence "the receiver ...", in words that whoever set up the stream may see. */
export type BatchOutcome = Accepted | { readonly accepted: false; readonly why: string }

interface Accepted {
  readonly accepted: true
  /** Entries that the receiver has not kept, and never will; absent when it has kept all. */
  readonly leftOut?: LeftOut
}

export interface LeftOut {
  readonly count: number
  readonly why: string
}

/**
 * Sends these entries, one at least, in this order; the entries of each ledger are in the order of their positions. Accepted means that
 * the receiver has, for good, all the entries that it wants: they are never sent again. After any other outcome all of them are sent
 * again, so that a receiver may have some of them twice. Begins nothing more once the signal is aborted, and rejects with its reason; any
 * other rejection is logged, and not shown to whoever set up the stream.
 */
export type SendBatch = (entries: readonly StreamedEntry[], signal: AbortSignal) => Promise<BatchOutcome>

/** What a sender knows of its stream. */
export interface StreamTarget {
  readonly name: string
  readonly config: Readonly<Record<string, unknown>>
  /** Decrypted; empty for none. */
  readonly secret: string
}

/** Makes the sender for one receiver, anew for each batch. Throws when it cannot read the target. */
export type SenderOf = (target: StreamTarget) => SendBatch

/** The senders for the kinds that this server can send. Streams of other kinds are left to servers that can. */
export type Senders = Readonly<Partial<Record<StreamKind, SenderOf>>>
