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
  /** When the last place was given; null where that is not known, or none was. */
  readonly sealedAt: Instant | null
  /** How many events wait for their places, of the first ten thousand that wait in the whole registry. */
  readonly waiting: number
  /** How far the last walk proved it; null before the first. */
  readonly proof: (Pick<Proof, 'position' | 'hash'> & { readonly at: Instant }) | null
  /** What it, or the walk over all events, found first. */
  readonly broken: (Break & { readonly foundAt: Instant }) | null
  /** Null while nothing was pruned. */
  readonly stub: Stub | null
}

const MOST_WAITING = 10_000

/** The state of the chain of a project, or of what is of none, for who may read what it tells. */
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
