import type { Instant } from '../../clock.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { Bucket } from './bucket.ts'

export type BucketOrderField = 'name' | 'createdAt' | 'updatedAt'

export interface ListedBuckets {
  readonly projectId: string
  /** Null: all of them. */
  readonly names: readonly string[] | null
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
  /** The buckets that exist of those asked for, in no order. */
  findMany(ids: readonly string[]): Promise<readonly Bucket[]>
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
