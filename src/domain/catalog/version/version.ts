// A version is what was built in a bucket under one fingerprint: its builds and, once it is complete, a number. Its name and
// status are derived from these and its revocation, and never stored; complete-version.ts assigns the number.
import type { Instant } from '../../clock.ts'
import { invalidArgument, shown } from '../../errors.ts'
import type { ParentEdge } from '../ancestry/ancestry.ts'
import type { Build } from '../build/build.ts'
import { FINGERPRINT } from './fingerprint.ts'
import { isInEffect, type Revocation, type VersionSummary } from '../revocation/revocation.ts'

export type TemplateType = 'unset' | 'hcl2' | 'json'

export type VersionStatus =
  'running' | 'cancelled' | 'failed' | 'incomplete' | 'active' | 'revocation-scheduled' | 'revoked'

/** The fields of a build on which the rules of its version depend. */
export type BuildOutline = Pick<Build, 'id' | 'componentType' | 'status' | 'platform' | 'createdAt' | 'updatedAt'>

/** A version without the contents of its builds, which may be megabytes: enough for every rule. */
export interface VersionOutline {
  readonly id: string
  readonly bucketId: string
  readonly bucketName: string
  readonly fingerprint: string
  readonly templateType: TemplateType
  /** Null until the version is complete; then its number in the bucket, counted from 1. */
  readonly sequence: number | null
  /** The display name of the principal that created it. */
  readonly authorId: string
  readonly createdAt: Instant
  readonly updatedAt: Instant
  /** Oldest first. */
  readonly builds: readonly BuildOutline[]
  /** The revocation that counts now, by the rule of revocation.ts. */
  readonly revocation: Revocation | null
  /** What its builds were built from, as far as the registry knows it. */
  readonly parents: readonly ParentEdge[]
  /** Whether another version was built from it. */
  readonly hasDescendants: boolean
}

export interface Version extends VersionOutline {
  readonly builds: readonly Build[]
}

/** A version with only the weight of the contents of its builds: enough to change one of them. */
export interface WeighedVersion extends VersionOutline {
  readonly builds: readonly WeighedBuild[]
}

export interface WeighedBuild extends BuildOutline {
  /** As build-weight.ts measures it. */
  readonly weight: number
}

// Packer decides "incomplete" by this exact name (hashicorp/packer internal/hcp/api/service_version.go).
const INCOMPLETE_NAME = 'v0'

export const nameOf = (version: Pick<Version, 'sequence'>): string =>
  version.sequence === null ? INCOMPLETE_NAME : `v${version.sequence}`

export const isComplete = (version: Pick<Version, 'sequence'>): boolean => version.sequence !== null

/** A version completes when it has a build and every build of it is done. */
export const isReadyToComplete = (version: VersionOutline): boolean =>
  !isComplete(version) && version.builds.length > 0 && version.builds.every((build) => build.status === 'done')

type Dated = Pick<Revocation, 'at' | 'appliedAt'>

/** Whether a revocation of the version is in effect; one that is only scheduled does not count yet. */
export const isRevoked = ({ revocation }: { readonly revocation: Dated | null }, now: Instant): boolean =>
  revocation !== null && isInEffect(revocation, now)

/** Whether the version may be assigned to a channel. */
export const isValid = (version: VersionOutline, now: Instant): boolean =>
  isComplete(version) && !isRevoked(version, now)

/** Computed, never stored: the status follows from the number, the builds, the revocation and the time. */
export function statusOf(
  version: Pick<VersionOutline, 'sequence' | 'builds'> & { readonly revocation: Dated | null },
  now: Instant,
): VersionStatus {
  if (isComplete(version)) {
    if (version.revocation === null) return 'active'
    return isRevoked(version, now) ? 'revoked' : 'revocation-scheduled'
  }
  const statuses = new Set(version.builds.map((build) => build.status))
  if (statuses.has('running') || version.builds.length === 0) return 'running'
  if (statuses.has('failed')) return 'failed'
  if (statuses.has('cancelled')) return 'cancelled'
  return 'incomplete'
}

export const summaryOf = ({ id, bucketId, bucketName, fingerprint, sequence }: VersionSummary): VersionSummary => ({
  id,
  bucketId,
  bucketName,
  fingerprint,
  sequence,
})

export function requireFingerprint(fingerprint: string): void {
  if (!FINGERPRINT.test(fingerprint))
    throw invalidArgument(
      'fingerprint',
      `"${shown(fingerprint)}" is not a valid fingerprint: use 1 to 40 letters, digits, "-", "." and "_", a letter or digit at both ends`,
    )
}
