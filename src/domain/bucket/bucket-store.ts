import type { Page, PageRequest } from '../page.ts'
import type { Bucket } from './bucket.ts'

export type BucketOrderField = 'name' | 'createdAt' | 'updatedAt'

export interface BucketStore {
  /** False, and nothing written, when the project has a bucket of that name already. */
  insert(bucket: Bucket): Promise<boolean>
  find(projectId: string, name: string): Promise<Bucket | undefined>
  /**
   * Like `find`, and until the transaction ends no other transaction locks the same bucket. Every write below a bucket
   * takes this lock first, so that whoever finishes the last build sees every other build finished.
   */
  lock(projectId: string, name: string): Promise<Bucket | undefined>
  list(projectId: string, page: PageRequest<BucketOrderField>): Promise<Page<Bucket>>
  /** The buckets that exist of those asked for, in no order. */
  findMany(ids: readonly string[]): Promise<readonly Bucket[]>
  /** Writes all but id, project, name and `createdAt`. */
  update(bucket: Bucket): Promise<void>
  /** Deletes the bucket and all that hangs on it: versions, builds, artifacts, channels, history, SBOMs. */
  delete(id: string): Promise<void>
}
