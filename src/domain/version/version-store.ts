import type { Page, PageRequest } from '../page.ts'
import type { Version } from './version.ts'

export type VersionOrderField = 'createdAt' | 'updatedAt' | 'sequence'

/** Every version comes with its builds and their artifacts. */
export interface VersionStore {
  /** False, and nothing written, when the bucket has a version of that fingerprint. Builds are not written. */
  insert(version: Version): Promise<boolean>
  find(bucketId: string, fingerprint: string): Promise<Version | undefined>
  findById(id: string): Promise<Version | undefined>
  /** The versions that exist of those asked for, in no order. */
  findMany(ids: readonly string[]): Promise<readonly Version[]>
  /** For each bucket its complete version with the highest number, where it has one. */
  findLatest(bucketIds: readonly string[]): Promise<readonly Version[]>
  list(bucketId: string, page: PageRequest<VersionOrderField>): Promise<Page<Version>>
  /** Writes number and `updatedAt`. */
  update(version: Version): Promise<void>
  /** Deletes the version with its builds, artifacts, SBOMs and its places in the history of channels. */
  delete(id: string): Promise<void>
}
