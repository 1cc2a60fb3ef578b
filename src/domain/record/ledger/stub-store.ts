import type { Stub } from './stub.ts'

/** The builds of a version, kept when the event of its completion was pruned. */
export interface KeptBuilds {
  readonly versionId: string
  readonly bucketId: string
  readonly ledger: string
  /** As they were in the event's payload. */
  readonly builds: unknown
}

/** What the pruned deletion events have deleted. */
export interface Deleted {
  readonly versionIds: readonly string[]
  readonly bucketIds: readonly string[]
  readonly ledgers: readonly string[]
}

export interface StubStore {
  /** Undefined where nothing was ever pruned. */
  find(ledger: string): Promise<Stub | undefined>
  /** The stubs that any other key has signed, in the order of their ledgers, after this ledger (empty: from the first), at most `limit`. */
  listOfOtherKeys(keyId: string, after: string, limit: number): Promise<readonly Stub[]>
  /** Inserts the stub of a ledger, or replaces it. */
  put(stub: Stub): Promise<void>
  /** Writes the stub, and deletes the positions that it stands for, with their events, which are these. */
  prune(stub: Stub, eventIds: readonly string[]): Promise<void>
  keepBuilds(kept: readonly KeptBuilds[]): Promise<void>
  /** Undefined where none are kept. */
  findBuilds(versionId: string): Promise<unknown>
  /** Deletes the kept builds of these versions, and of all versions of these buckets and ledgers. */
  forgetBuilds(deleted: Deleted): Promise<void>
}
