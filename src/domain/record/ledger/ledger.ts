// A ledger is the order of all events of a project, or of an organization itself. The transactions that write events commit in any order,
// so a reader that goes by times and ids misses events that commit late. Instead, a job gives each committed event the next position of its
// ledger: 1, 2, 3 and so on, without gaps. All readers go by these positions. Each position is sealed by a hash over the position before it
// and the event as it is stored, so that nobody can change, remove or move an event unnoticed.
import { hash } from 'node:crypto'
import type { Instant } from '../../clock.ts'
import type { Home } from '../../location.ts'
import type { Event } from '../event/event.ts'

/** The id of a ledger: that of the project or, for events of no project, that of the organization. */
export const ledgerOf = ({ organizationId, projectId }: Home): string => projectId ?? organizationId

/** A position, with the hash that ties its event to it. */
export interface Seal {
  readonly ledger: string
  /** From 1, without gaps. */
  readonly position: number
  /** Hex digits of SHA-256: see `sealHash`. */
  readonly hash: string
}

export interface SealedEvent extends Seal {
  /** Parsed from the stored row on first access; throws an `UnreadableEvent` where that fails. */
  readonly event: Event
}

/** An event that is being sealed. */
export interface NewlySealedEvent extends SealedEvent {
  /** As it is stored: available without parsing the event, and for events that cannot be read as well. */
  readonly subject: string
}

/** The last position of a ledger. */
export interface LedgerHead extends Seal {
  /** Empty when the first event of the ledger belonged to a project that was deleted before events recorded their organization. */
  readonly organizationId: string
  /** When the last event was sealed; empty when a version did so that did not record it. */
  readonly sealedAt: Instant
}

/** Before the first event. */
export const START = { position: 0, hash: '' } as const

/** The head of a ledger, with the position that was last reported to the log. */
export interface ReportedHead extends LedgerHead {
  /** Position 0 and an empty time when none was reported yet. */
  readonly toldPosition: number
  readonly toldAt: Instant
}

/** The columns of an event by their names, as the database stores them; the payload is the stored text. */
export type StoredEvent = Readonly<Record<string, string>>

/** An event that is not sealed yet, with the columns that its hash will cover. */
export interface WaitingEvent {
  readonly id: string
  readonly home: Home
  readonly stored: StoredEvent
  readonly event: Event
}

/** What a hash covers. */
interface ToSeal extends Pick<Seal, 'ledger' | 'position'> {
  /** The hash of the previous position; empty for the first. */
  readonly previous: string
  readonly stored: StoredEvent
}

/**
 * The hash of a position: SHA-256, in hex digits, over its canonical form. That is a list of texts, one after the other, each written as a
 * netstring: the number of its bytes in UTF-8, in decimal digits, then ":", then these bytes, then ",". The texts are:
 *
 * 1. `assay-ledger-1`,
 * 2. the hash of the previous position, as 64 hex digits in lower case; empty for position 1,
 * 3. the ledger,
 * 4. the position in decimal digits,
 * 5. for each column of the event's row that is not empty, in the order of the bytes of the column names: the name, then the value
 *    as it is stored. The payload is the stored text, not the JSON value that it represents.
 *
 * Because empty columns are left out, a column that a later version of the registry adds does not change earlier hashes.
 */
export function sealHash({ previous, ledger, position, stored }: ToSeal): string {
  const texts = ['assay-ledger-1', previous, ledger, String(position)]
  for (const name of Object.keys(stored).sort()) {
    const value = stored[name] ?? ''
    if (value !== '') texts.push(name, value)
  }
  return hash('sha256', netstrings(texts), 'hex')
}

/** The canonical form of a list of texts. */
export function netstrings(texts: readonly string[]): string {
  let form = ''
  for (const text of texts) form += `${Buffer.byteLength(text)}:${text},`
  return form
}
