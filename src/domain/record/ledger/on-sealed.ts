import type { Instant } from '../../clock.ts'
import type { Ports } from '../../store.ts'
import type { NewlySealedEvent } from './ledger.ts'

/**
 * Writes what follows from the sealing of events in the same transaction: a delivery for each webhook that wants an event, for example.
 * Either both are written or neither is, and each position is passed to this function exactly once, as far as the database is concerned.
 *
 * A call gets a few hundred events at most, of any ledgers; the events of each ledger are in the order of their positions. `event` is
 * parsed on first access, which may throw (`UnreadableEvent`). The function may read and write through `tx` alone, in a bounded number of
 * statements for all events together: on one kind of database builds do not wait for it, but on the other they do. It may run again with
 * the same events, when transactions conflict; then nothing of the earlier run has happened. It must wait for nothing outside the database,
 * record no events of its own, and throw because of no event, whatever that contains: otherwise one bad event would keep all later events
 * of all projects from being sealed.
 */
export type OnSealed = (tx: Ports, sealed: readonly NewlySealedEvent[], now: Instant) => Promise<void>
