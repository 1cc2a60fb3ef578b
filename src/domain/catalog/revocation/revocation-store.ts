import type { Instant } from '../../clock.ts'
import type { ManualRevocation, Revocation, VersionSummary } from './revocation.ts'

/** A version that inherited a revocation. */
export interface Heir extends VersionSummary {
  /** Whether it is the one that counts: the version has none of its own and inherited none before it. */
  readonly counts: boolean
  /** Whether another one that it inherited has been applied: it was out of use before. */
  readonly wasRevoked: boolean
}

export interface RevocationStore {
  /** The caller has seen that the version has no revocation of its own. */
  insert(revocation: ManualRevocation): Promise<void>
  find(id: string): Promise<ManualRevocation | undefined>
  /** The version's own one. */
  findByVersion(versionId: string): Promise<ManualRevocation | undefined>
  markApplied(id: string, at: Instant): Promise<void>
  /** Deletes the revocation with all that inherited it. */
  delete(id: string): Promise<void>
  /** The revocations that a child of the version inherits: its own unless that spares descendants, and inherited ones. */
  listHeritable(versionId: string): Promise<readonly ManualRevocation[]>
  /** Makes the versions inherit; those that do already stay as they are. */
  inherit(id: string, versionIds: readonly string[]): Promise<void>
  /** The versions that inherit the revocation, in no order. */
  listHeirs(id: string): Promise<readonly Heir[]>
  /** The revocation that counts for each of the versions, by the rule of revocation.ts; those without are left out. */
  listCounting(versionIds: readonly string[]): Promise<ReadonlyMap<string, Revocation>>
  /** Frees the version of what it inherited from versions that no longer exist. */
  releaseOrphaned(versionId: string): Promise<void>
}
