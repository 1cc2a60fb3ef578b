// A ledger is the order of all that happened in one place. Events are written by transactions that commit in any order, so
// that whoever goes by their times and ids passes by what commits late; a job gives each its place once it is there, and
// everybody who follows what happens goes by these: positions 1, 2, 3 and so on, without gaps. Each place is sealed by a hash
// over the one before it and the event as it is stored, so that nobody changes, removes or moves an event unseen.
import { hash } from 'node:crypto'
import type { Instant } from '../../clock.ts'
import type { Home } from '../../location.ts'
import type { Event } from '../event/event.ts'

/** Of each project one, by its id; and one of what is of no project, by the id of the organization. */
export const ledgerOf = ({ organizationId, projectId }: Home): string => projectId ?? organizationId

/** Which event has this place. */
export interface Seal {
  readonly ledger: string
  /** From 1, without gaps. */
  readonly position: number
  /** Hex digits of SHA-256: see `sealHash`. */
  readonly hash: string
}

export interface SealedEvent extends Seal {
  /** Read from what is stored when it is first looked at; throws an `UnreadableEvent` where that cannot be read. */
  readonly event: Event
}

/** An event that gets its place at this moment. */
export interface NewlySealedEvent extends SealedEvent {
  /** As it is stored: known of events that cannot be read as well, and without reading any. */
  readonly subject: string
}

/** How far a ledger has come. */
export interface LedgerHead extends Seal {
  /** Empty when its first event was of a project that was gone before events told of their organization. */
  readonly organizationId: string
  /** When the last place was given; empty when that was done by a version that did not keep it. */
  readonly sealedAt: Instant
}

/** Before the first event. */
export const START = { position: 0, hash: '' } as const

/** How far a ledger had come when that was last told to whoever keeps the log. */
export interface ToldHead extends LedgerHead {
  /** 0 and empty when it never was. */
  readonly toldPosition: number
  readonly toldAt: Instant
}

/** The columns of an event by their names, as the database keeps them; the payload as the text that is stored. */
export type StoredEvent = Readonly<Record<string, string>>

/** An event that is not sealed yet, and what its seal is made of. */
export interface WaitingEvent {
  readonly id: string
  readonly home: Home
  readonly stored: StoredEvent
  readonly event: Event
}

/** What a seal is on. */
interface ToSeal extends Pick<Seal, 'ledger' | 'position'> {
  /** The hash of the place before; empty for the first. */
  readonly previous: string
  readonly stored: StoredEvent
}

/**
 * The hash of a place: SHA-256, in hex digits, over the canonical form of it, which is a list of texts. Each text is written as
 * the number of its bytes in UTF-8, in decimal digits, then ":", then these bytes, then "," (a netstring), one after the other:
 *
 * 1. `assay-ledger-1`,
 * 2. the hash of the place before, as 64 hex digits in lower case; empty for position 1,
 * 3. the ledger,
 * 4. the position in decimal digits,
 * 5. for each column of the event's row that is not empty, in the order of the bytes of their names: the name, then the value
 *    as it is stored. The payload is the text that is stored, not the JSON that it stands for.
 *
 * Since columns that are empty are left out, a column that a later version of the registry adds changes no hash of before.
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
