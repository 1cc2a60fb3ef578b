import type { OnSealed } from '../ledger/on-sealed.ts'

/** When events are sealed, wakes the streams that follow their ledgers. Two statements, however many events and streams there are. */
export const wakeStreams: OnSealed = ({ streams }, sealed, now) =>
  streams.wake([...new Set(sealed.map(({ ledger }) => ledger))], now)
