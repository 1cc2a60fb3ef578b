// What an answer about a bucket stands on, for whoever keeps answers. No use case knows of it: they read what is there.
import type { Instant } from '../../clock.ts'

export interface Shown {
  readonly projectId: string
  readonly bucketName: string
  /** `versions`: the bucket's own. `bucket`: these, and how those of other buckets stand to them. */
  readonly what: 'versions' | 'bucket'
  readonly now: Instant
}

export interface Footing {
  /** The next date on which something is to happen without a change; null when there is none. */
  readonly until: Instant | null
  /**
   * Whether nothing has changed since it was taken, by whomever: at once where that can be known, else as a promise, which
   * takes in every change that was made before it was asked; that rejects when the database does not answer soon.
   */
  readonly holds: () => boolean | Promise<boolean>
}

/** Undefined where there is no such bucket, and where its answers hang on more than can be looked at each time. */
export type FootingOf = (shown: Shown) => Promise<Footing | undefined>
