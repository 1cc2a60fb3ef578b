// A version is what one fingerprint built in a bucket: its builds and, once all of them are done, a number. What a version
// is called and which status it has follows from these two and is stored nowhere; complete-version.ts gives the number.
import type { Instant } from '../../clock.ts'
import { invalidArgument, shown } from '../../errors.ts'
import type { ParentEdge } from '../ancestry/ancestry.ts'
import type { Build } from '../build/build.ts'
import { FINGERPRINT } from './fingerprint.ts'
import { isInEffect, type Revocation, type VersionSummary } from '../revocation/revocation.ts'

export type TemplateType = 'unset' | 'hcl2' | 'json'

export type VersionStatus =
  'running' | 'cancelled' | 'failed' | 'incomplete' | 'active' | 'revocation-scheduled' | 'revoked'

/** A build by what its version is judged by. */
export type BuildOutline = Pick<Build, 'id' | 'componentType' | 'status' | 'platform' | 'createdAt' | 'updatedAt'>

/** A version without what hangs on its builds, which may be megabytes: enough for every rule. */
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
  /** The one that counts now, by the rule of revocation.ts. */
  readonly revocation: Revocation | null
  /** What its builds were built from, as far as the registry knows it. */
  readonly parents: readonly ParentEdge[]
  /** Whether another version was built from it. */
  readonly hasDescendants: boolean
}

export interface Version extends VersionOutline {
  readonly builds: readonly Build[]
}

/** A version with no more than the weight of what hangs on its builds: enough to change one of them. */
export interface WeighedVersion extends VersionOutline {
  readonly builds: readonly WeighedBuild[]
}

export interface WeighedBuild extends BuildOutline {
  /** By the measure of build-weight.ts. */
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

/** Whether it has been taken out of use; a revocation that is only scheduled does not count yet. */
export const isRevoked = ({ revocation }: { readonly revocation: Dated | null }, now: Instant): boolean =>
  revocation !== null && isInEffect(revocation, now)

/** What channels may point at. */
export const isValid = (version: VersionOutline, now: Instant): boolean =>
  isComplete(version) && !isRevoked(version, now)

/** Computed, never stored: what a version is follows from its number, its builds, its revocation and the time. */
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
