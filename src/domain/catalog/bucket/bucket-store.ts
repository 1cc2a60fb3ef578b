import type { Instant } from '../../clock.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { Bucket } from './bucket.ts'

export type BucketOrderField = 'name' | 'createdAt' | 'updatedAt'

export interface ListedBuckets {
  readonly projectId: string
  /** Null: all of the project's buckets. */
  readonly names: readonly string[] | null
}

/** The most channels that are shown of one bucket. */
export const SHOWN_CHANNELS = 50

/** `newestAt`: when the newest complete version was completed. A bucket without one sorts before all dates. */
export type SearchOrderField = BucketOrderField | 'newestAt'

/** A null value matches any value. */
export interface LabelSearch {
  readonly name: string
  readonly value: string | null
}

/**
 * In this order: a channel points at a revoked version; a channel points at a version whose revocation is scheduled; the channel that
 * led to a parent of the newest complete version now points at another version; no version is complete.
 */
export type BucketCondition = 'revoked-channel' | 'scheduled-channel' | 'out-of-date' | 'no-version'

export interface BucketSearch extends ListedBuckets {
  /** A part of the name or of the description, in any case; empty: any. */
  readonly text: string
  /** The bucket has all of them. */
  readonly labels: readonly LabelSearch[]
  /** The newest version has a build for one of these platforms; empty: any bucket. */
  readonly platforms: readonly string[]
  /** The bucket meets at least one of them; empty: any bucket. */
  readonly conditions: readonly BucketCondition[]
  /** Names of the buckets whose restricted channels are considered; null: all buckets. */
  readonly restrictedIn: readonly string[] | null
  readonly now: Instant
}

export interface BucketSurvey {
  /** The number of buckets that match the search. */
  readonly count: number
  /** Names of channels of all listed buckets, whether or not they match; the most frequent first, twelve at most. */
  readonly channelNames: readonly string[]
}

export interface BucketStore {
  /** False, and nothing written, when the project has a bucket of that name already. */
  insert(bucket: Bucket): Promise<boolean>
  find(projectId: string, name: string): Promise<Bucket | undefined>
  /**
   * Like `find`, and locks the bucket until the transaction ends. Every write below a bucket takes this lock first, so
   * that the transaction that finishes the last build sees every other build finished.
   */
  lock(projectId: string, name: string): Promise<Bucket | undefined>
  /**
   * The buckets of the project, or those with the given names. `alsoFit` may shorten the page: it receives the ids of the page's buckets,
   * in order from the page's edge, and returns how many of them fit together with what is shown of them.
   */
  list(
    buckets: ListedBuckets,
    page: PageRequest<BucketOrderField>,
    alsoFit?: (bucketIds: readonly string[]) => Promise<number>,
  ): Promise<Page<Bucket>>
  /**
   * The listed buckets that match the search. A page has fewer than requested when its buckets are large together with
   * their channels, of which SHOWN_CHANNELS count at most (`howManyFit`).
   */
  search(search: BucketSearch, page: PageRequest<SearchOrderField>): Promise<Page<Bucket>>
  /** Summarizes the search over all pages. */
  survey(search: BucketSearch): Promise<BucketSurvey>
  /** Those of the given buckets that exist, in no particular order. */
  findMany(ids: readonly string[]): Promise<readonly Bucket[]>
  /** Maps the given names to the ids of the project's buckets that have them. */
  findIds(projectId: string, names: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Writes all but id, project, name and `createdAt`. */
  update(bucket: Bucket): Promise<void>
  /**
   * Hides the bucket and frees its name. Everything in it is hidden from every caller at once: versions, builds,
   * artifacts, channels, history, SBOMs, and edges to and from its versions. `purge` deletes the rows later.
   */
  delete(id: string, at: Instant): Promise<void>
  /** Does the same to all buckets of the project. */
  deleteAll(projectId: string, at: Instant): Promise<void>
  /**
   * Deletes some of the rows that deleted buckets have left, so few that no other transaction waits for long. False when
   * nothing is left, or another transaction is deleting it.
   */
  purge(): Promise<boolean>
}
