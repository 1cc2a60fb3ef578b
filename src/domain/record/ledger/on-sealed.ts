import type { Instant } from '../../clock.ts'
import type { Ports } from '../../store.ts'
import type { NewlySealedEvent } from './ledger.ts'

/**
 * What else is written when events get their places, in the same transaction: a delivery for each webhook that wants one, say.
 * Either both are there or neither is, and each place comes by here exactly once, as far as the database is concerned.
 *
 * It is given a few hundred events at most, of any ledgers, those of each in the order of their positions; `event` is read from
 * what is stored when it is first looked at (`UnreadableEvent`). It may read and write through `tx` alone, and asks in a bounded number of
 * statements for all of them together: builds do not wait for it on one database, but do on the other. It may be run again
 * with the same events, when transactions cross; then nothing of the earlier run has happened. It waits for nothing outside
 * the database, records no events of its own, and throws because of no event, whatever that says: one that cannot be told
 * of would keep all later ones of all projects from their places.
 */
export type OnSealed = (tx: Ports, sealed: readonly NewlySealedEvent[], now: Instant) => Promise<void>
