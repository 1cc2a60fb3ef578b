// Taking a version out of use, at once or at a date, by itself or with what was built from it.
//
//   valid --revoke now--> revoked --restore--> valid
//   valid --revoke at a date--> scheduled --the date passes--> revoked
//                               scheduled --restore--> valid
//
// A version's own revocation beats inherited ones, even one with a later date; among inherited ones those that have been
// applied come first, then the earliest counts. Whether a date has passed is asked when it matters; nothing waits for a job
// to become true. Once applied it has passed for all servers, however late it is by their clocks.
import type { Instant } from '../../clock.ts'

/** Enough of a version to name it, also when it is gone. */
export interface VersionSummary {
  readonly id: string
  readonly bucketId: string
  readonly bucketName: string
  readonly fingerprint: string
  readonly sequence: number | null
}

/** Which version, and whose channels it concerns. */
export type VersionPlace = Pick<VersionSummary, 'id' | 'bucketId'>

/** How a version is or will be out of use. */
export interface Revocation {
  readonly at: Instant
  /** When channels were rolled back and people told; null until then. */
  readonly appliedAt: Instant | null
  readonly message: string
  /** The display name of the principal that asked for it. */
  readonly author: string
  /** The revoked ancestor; null when the version itself was revoked. */
  readonly inheritedFrom: VersionSummary | null
  /** Whether channels leave the version when it takes effect. */
  readonly rollbackChannels: boolean
}

/** A revocation as somebody asked for it. It outlives its version, because descendants may have inherited it. */
export interface ManualRevocation {
  readonly id: string
  readonly projectId: string
  readonly version: VersionSummary
  readonly at: Instant
  readonly message: string
  readonly author: string
  readonly includeDescendants: boolean
  readonly rollbackChannels: boolean
  /** When channels were rolled back and people told; null until then. */
  readonly appliedAt: Instant | null
  readonly createdAt: Instant
}

/** Whether it has been applied, or its date has come. */
export const isInEffect = ({ at, appliedAt }: Pick<Revocation, 'at' | 'appliedAt'>, now: Instant): boolean =>
  appliedAt !== null || at <= now

type Ranked = Pick<ManualRevocation, 'id' | 'at' | 'appliedAt'>

/** Which of them counts for a version: its own, else of those that it inherited what was applied, then the earliest. */
export function countingAmong<One extends Ranked>(own: One | null, inherited: readonly One[]): One | null {
  const rankOf = ({ id, at, appliedAt }: Ranked) => `${appliedAt === null ? 1 : 0} ${at} ${id}`
  return own ?? inherited.toSorted((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1))[0] ?? null
}
