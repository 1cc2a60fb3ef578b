import type { Instant } from '../../clock.ts'
import type { ManualRevocation, Revocation, VersionSummary } from './revocation.ts'

/** A version that inherited a revocation. */
export interface Heir extends VersionSummary {
  /** Whether it counts for the version: the version has no revocation of its own, and inherited none that takes precedence. */
  readonly counts: boolean
  /** Whether another revocation that the version inherited has been applied: then the version was revoked before. */
  readonly wasRevoked: boolean
}

export interface RevocationStore {
  /** The caller has checked that the version has no revocation of its own. */
  insert(revocation: ManualRevocation): Promise<void>
  find(id: string): Promise<ManualRevocation | undefined>
  /** The version's own revocation. */
  findByVersion(versionId: string): Promise<ManualRevocation | undefined>
  markApplied(id: string, at: Instant): Promise<void>
  /** Deletes the revocation, for its version and for all heirs. */
  delete(id: string): Promise<void>
  /** The revocations that a child inherits: the version's own, unless that spares descendants, and those it inherited. */
  listHeritable(versionId: string): Promise<readonly ManualRevocation[]>
  /** Makes the versions inherit the revocation; those that already do stay as they are. */
  inherit(id: string, versionIds: readonly string[]): Promise<void>
  /** The versions that inherit the revocation, in no particular order. */
  listHeirs(id: string): Promise<readonly Heir[]>
  /** The revocation that counts for each of the versions, by the rule of revocation.ts. Versions without one are left out. */
  listCounting(versionIds: readonly string[]): Promise<ReadonlyMap<string, Revocation>>
  /** Removes the revocations that the version inherited from versions that no longer exist. */
  releaseOrphaned(versionId: string): Promise<void>
}
