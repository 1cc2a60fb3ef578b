import type { Stub } from './stub.ts'

export interface StubStore {
  /** Undefined where nothing was ever pruned. */
  find(ledger: string): Promise<Stub | undefined>
}
