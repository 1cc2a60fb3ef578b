// What a response about a bucket depends on, for the cache of responses. Use cases know nothing of it: they read the database.
import type { Instant } from '../../clock.ts'

export interface Shown {
  readonly projectId: string
  readonly bucketName: string
  /** `versions`: the bucket's own versions. `bucket`: also how up to date the buckets are that build on them. */
  readonly what: 'versions' | 'bucket'
  readonly now: Instant
}

export interface Footing {
  /** The next date at which the response may change without a write, such as that of a revocation; null when there is none. */
  readonly until: Instant | null
  /**
   * Whether nothing has changed since the footing was taken, through any server. Returns a boolean if that is known, else
   * a promise. It considers every change made before the call. The promise rejects when the database does not answer soon.
   */
  readonly holds: () => boolean | Promise<boolean>
}

/** Undefined when a response cannot be kept: there is no such bucket, say, or it depends on more than can be checked each time. */
export type FootingOf = (shown: Shown) => Promise<Footing | undefined>
