import type { Misplaced, Proof } from './proof.ts'

export interface ProofStore {
  /** Undefined where no walk has begun yet. */
  find(ledger: string): Promise<Proof | undefined>
  /** Writes it, whether there was one or not. */
  save(proof: Proof): Promise<void>
  /** Looks at so many events after one (empty: from the first), by their ids; where they end, `next` is null. */
  findMisplaced(
    after: string,
    limit: number,
  ): Promise<{ readonly misplaced: readonly Misplaced[]; readonly next: string | null }>
}
