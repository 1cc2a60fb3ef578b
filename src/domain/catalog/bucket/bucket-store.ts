import type { Instant } from '../../clock.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { Bucket } from './bucket.ts'

export type BucketOrderField = 'name' | 'createdAt' | 'updatedAt'

export interface ListedBuckets {
  readonly projectId: string
  /** Null: all of them. */
  readonly names: readonly string[] | null
}

/** Channels that are shown of one bucket at most. */
export const SHOWN_CHANNELS = 50

/** By `newestAt` those come first of which no version is complete. */
export type SearchOrderField = BucketOrderField | 'newestAt'

/** Null as value: any. */
export interface LabelSearch {
  readonly name: string
  readonly value: string | null
}

/**
 * A channel is on a revoked version; on one whose revocation is scheduled; the newest complete version was built from one that
 * the channel which led to it has left; no version is complete.
 */
export type BucketCondition = 'revoked-channel' | 'scheduled-channel' | 'out-of-date' | 'no-version'

export interface BucketSearch extends ListedBuckets {
  /** Part of the name or of the description, whatever its case; empty: any. */
  readonly text: string
  /** All of them. */
  readonly labels: readonly LabelSearch[]
  /** The newest version has a build on one of them; none: any bucket. */
  readonly platforms: readonly string[]
  /** One of them; none: any bucket. */
  readonly conditions: readonly BucketCondition[]
  /** Names of the buckets whose restricted channels count; null: of all. */
  readonly restrictedIn: readonly string[] | null
  readonly now: Instant
}

export interface BucketSurvey {
  /** Of the buckets that are searched for. */
  readonly count: number
  /** Of the channels of all that are listed, whether or not they are searched for; the most frequent first, twelve at most. */
  readonly channelNames: readonly string[]
}

export interface BucketStore {
  /** False, and nothing written, when the project has a bucket of that name already. */
  insert(bucket: Bucket): Promise<boolean>
  find(projectId: string, name: string): Promise<Bucket | undefined>
  /**
   * Like `find`, and until the transaction ends no other transaction locks the same bucket. Every write below a bucket
   * takes this lock first, so that whoever finishes the last build sees every other build finished.
   */
  lock(projectId: string, name: string): Promise<Bucket | undefined>
  /**
   * The buckets of the project, or those of them that are called so. `alsoFit` is asked how many of some fit on the page with what hangs on them; they come in the
   * order of the page from its edge on.
   */
  list(
    buckets: ListedBuckets,
    page: PageRequest<BucketOrderField>,
    alsoFit?: (bucketIds: readonly string[]) => Promise<number>,
  ): Promise<Page<Bucket>>
  /**
   * Those of the listed buckets that are searched for. Fewer than were asked for where they are large with their channels,
   * fifty of each at most (`howManyFit`).
   */
  search(search: BucketSearch, page: PageRequest<SearchOrderField>): Promise<Page<Bucket>>
  /** What there is of them on all pages. */
  survey(search: BucketSearch): Promise<BucketSurvey>
  /** The buckets that exist of those asked for, in no order. */
  findMany(ids: readonly string[]): Promise<readonly Bucket[]>
  /** By their names, the ids of the buckets of the project that are called so. */
  findIds(projectId: string, names: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Writes all but id, project, name and `createdAt`. */
  update(bucket: Bucket): Promise<void>
  /**
   * Puts the bucket out of sight and frees its name. All that hangs on it is out of sight with it, for everybody and at
   * once: versions, builds, artifacts, channels, history, SBOMs, and edges to and from its versions.
   */
  delete(id: string, at: Instant): Promise<void>
  /** The same of all buckets of the project. */
  deleteAll(projectId: string, at: Instant): Promise<void>
  /**
   * Clears away a piece of what deleted buckets have left, so small that nobody has to wait for it. False when nothing is
   * left, or somebody else is at it.
   */
  purge(): Promise<boolean>
}
