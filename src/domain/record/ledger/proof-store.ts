import type { Misplaced, Proof } from './proof.ts'

export interface ProofStore {
  /** Undefined where no walk has begun yet. */
  find(ledger: string): Promise<Proof | undefined>
  /** Inserts the proof of a ledger, or replaces it. */
  save(proof: Proof): Promise<void>
  /** Checks the next `limit` events after this id (empty: from the first), in the order of ids; `next` is null when these are the last. */
  findMisplaced(
    after: string,
    limit: number,
  ): Promise<{ readonly misplaced: readonly Misplaced[]; readonly next: string | null }>
}
