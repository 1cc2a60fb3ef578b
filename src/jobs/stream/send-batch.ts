// Streams from the outside: how each kind of receiver is sent entries. Which ones, when, and what follows from the outcome, is
// the lanes' and the domain's; a sender keeps nothing and forgets nothing.
import type { Event } from '../../domain/record/event/event.ts'
import type { StreamKind } from '../../domain/record/stream/stream.ts'

/** An event as the audit log tells it. */
export interface StreamedEntry {
  readonly event: Event
  /** As HCP writes it: what is sent, by most kinds as it is. */
  readonly entry: object
  /** Its place in the order of its ledger; 0, and no ledger, of a test, which is sent beside what is before the stream. */
  readonly position: number
  readonly ledger: string
}

/** `why` completes the sentence "the receiver …", in words that are fit for who set the stream up. */
export type BatchOutcome = Accepted | { readonly accepted: false; readonly why: string }

interface Accepted {
  readonly accepted: true
  /** So many entries it has not kept, nor ever will; absent where it has all. */
  readonly leftOut?: LeftOut
}

export interface LeftOut {
  readonly count: number
  readonly why: string
}

/**
 * Sends these entries, one at least, in this order, those of each ledger being in the order of their positions. Accepted means that
 * the receiver has all of them for good that it wants: they are never sent again. Whatever else becomes of it, all of them are, so that a receiver
 * may have some of them twice. Begins nothing more once the signal is aborted, and rejects with its reason; what else it
 * rejects with is logged, and not told to who set the stream up.
 */
export type SendBatch = (entries: readonly StreamedEntry[], signal: AbortSignal) => Promise<BatchOutcome>

/** What a sender knows of its stream. */
export interface StreamTarget {
  readonly name: string
  readonly config: Readonly<Record<string, unknown>>
  /** As it is; empty for none. */
  readonly secret: string
}

/** Makes what sends to one receiver: made for each time that a stream is claimed. Throws of what it cannot read. */
export type SenderOf = (target: StreamTarget) => SendBatch

/** Of the kinds that this server can send. Streams of others are left to servers that can. */
export type Senders = Readonly<Partial<Record<StreamKind, SenderOf>>>
