// A revocation takes a version out of use, at once or at a date, alone or with everything that was built from it.
//
//   valid --revoke now--> revoked --restore--> valid
//   valid --revoke at a date--> scheduled --the date passes--> revoked
//                               scheduled --restore--> valid
//
// A version's own revocation takes precedence over inherited ones, even with a later date. Among inherited ones an applied
// one takes precedence, then the earliest. Whether a date has passed is computed on each use and does not depend on a job.
// Once a revocation has been applied, its date has passed for all servers, whatever their clocks say.
import type { Instant } from '../../clock.ts'

/** Enough of a version to name it, even after it was deleted. */
export interface VersionSummary {
  readonly id: string
  readonly bucketId: string
  readonly bucketName: string
  readonly fingerprint: string
  readonly sequence: number | null
}

/** A version, and the bucket whose channels may point at it. */
export type VersionPlace = Pick<VersionSummary, 'id' | 'bucketId'>

/** The revocation that counts for a version, in effect or scheduled. */
export interface Revocation {
  readonly at: Instant
  /** When channels were rolled back and the events recorded; null until then. */
  readonly appliedAt: Instant | null
  readonly message: string
  /** The display name of the principal that requested it. */
  readonly author: string
  /** The revoked ancestor; null when the version itself was revoked. */
  readonly inheritedFrom: VersionSummary | null
  /** Whether channels leave the version when it takes effect. */
  readonly rollbackChannels: boolean
}

/** A revocation as it was requested. It outlives its version, because descendants may have inherited it. */
export interface ManualRevocation {
  readonly id: string
  readonly projectId: string
  readonly version: VersionSummary
  readonly at: Instant
  readonly message: string
  readonly author: string
  readonly includeDescendants: boolean
  readonly rollbackChannels: boolean
  /** When channels were rolled back and the events recorded; null until then. */
  readonly appliedAt: Instant | null
  readonly createdAt: Instant
}

/** Whether it has been applied, or its date has come. */
export const isInEffect = ({ at, appliedAt }: Pick<Revocation, 'at' | 'appliedAt'>, now: Instant): boolean =>
  appliedAt !== null || at <= now

type Ranked = Pick<ManualRevocation, 'id' | 'at' | 'appliedAt'>

/** The revocation that counts for a version: its own, else of the inherited ones an applied one first, then the earliest. */
export function countingAmong<One extends Ranked>(own: One | null, inherited: readonly One[]): One | null {
  const rankOf = ({ id, at, appliedAt }: Ranked) => `${appliedAt === null ? 1 : 0} ${at} ${id}`
  return own ?? inherited.toSorted((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1))[0] ?? null
}
