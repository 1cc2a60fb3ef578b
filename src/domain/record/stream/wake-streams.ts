import type { OnSealed } from '../ledger/on-sealed.ts'

/** Has streams look at their ledgers when events get their places there. Two statements, however many there are of either. */
export const wakeStreams: OnSealed = ({ streams }, sealed, now) =>
  streams.wake([...new Set(sealed.map(({ ledger }) => ledger))], now)
