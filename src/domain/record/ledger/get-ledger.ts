import type { Instant } from '../../clock.ts'
import { authorizeAudit } from '../audit/list-audit-entries.ts'
import type { Context } from '../../context.ts'
import type { Home } from '../../location.ts'
import type { Break } from './break.ts'
import { ledgerOf, type Seal, START } from './ledger.ts'
import { EVENTS, type Proof } from './proof.ts'
import type { Stub } from './stub.ts'

export interface LedgerState {
  /** Position 0 while nothing is sealed. */
  readonly head: Seal
  /** When the last event was sealed; null where that is not known, or none was. */
  readonly sealedAt: Instant | null
  /** How many of its events wait to be sealed, among the first ten thousand that wait for all ledgers together. */
  readonly waiting: number
  /** How far the last walk proved the ledger; null before the first. */
  readonly proof: (Pick<Proof, 'position' | 'hash'> & { readonly at: Instant }) | null
  /** The break that this walk, or the walk over all events, found first; null for none. */
  readonly broken: (Break & { readonly foundAt: Instant }) | null
  /** Null while nothing has been pruned. */
  readonly stub: Stub | null
}

const MOST_WAITING = 10_000

/** Returns the state of the hash chain of a project, or of the organization's own events. Requires permission to read their audit log. */
export async function getLedger(context: Context, home: Home): Promise<LedgerState> {
  authorizeAudit(context, home)
  const { ledgers, proofs, stubs } = context.store
  const ledger = ledgerOf(home)
  const head = await ledgers.head(ledger)
  const proof = await proofs.find(ledger)
  const found = [proof, await proofs.find(EVENTS)]
    .flatMap((each) => (each?.broken && each.at !== null ? [{ ...each.broken, foundAt: each.at }] : []))
    .find((each) => each.ledger === ledger)
  return {
    head: head ?? { ledger, ...START },
    sealedAt: head?.sealedAt || null,
    waiting: await ledgers.countWaiting(home, MOST_WAITING),
    proof: proof && proof.at !== null ? { position: proof.position, hash: proof.hash, at: proof.at } : null,
    broken: found ?? null,
    stub: (await stubs.find(ledger)) ?? null,
  }
}
