import type { Stub } from './stub.ts'

/** The builds that the event of a version's completion told of, when that was pruned. */
export interface KeptBuilds {
  readonly versionId: string
  readonly bucketId: string
  readonly ledger: string
  /** As the payload has them. */
  readonly builds: unknown
}

/** What deletions that were pruned told of. */
export interface Deleted {
  readonly versionIds: readonly string[]
  readonly bucketIds: readonly string[]
  readonly ledgers: readonly string[]
}

export interface StubStore {
  /** Undefined where nothing was ever pruned. */
  find(ledger: string): Promise<Stub | undefined>
  /** Those that another key has signed, in the order of their ledgers, those after one (empty: from the first), `limit` at most. */
  listOfOtherKeys(keyId: string, after: string, limit: number): Promise<readonly Stub[]>
  /** Writes it in place of the one there is. */
  put(stub: Stub): Promise<void>
  /** Writes it, and deletes the places that it stands for, with these events, which had them. */
  prune(stub: Stub, eventIds: readonly string[]): Promise<void>
  keepBuilds(kept: readonly KeptBuilds[]): Promise<void>
  /** Undefined where none are kept. */
  findBuilds(versionId: string): Promise<unknown>
  /** Deletes what is kept of these versions, and of all versions of these buckets and ledgers. */
  forgetBuilds(deleted: Deleted): Promise<void>
}
