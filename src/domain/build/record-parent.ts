import type { Change } from '../change.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import { inheritRevocations } from '../version/inherit-revocations.ts'
import type { Version } from '../version/version.ts'
import type { Build } from './build.ts'

export interface RecordedParent {
  readonly location: Location
  /** With the build as it is now. */
  readonly version: Version
  /** Null for a build that is new. */
  readonly before: Build | null
  readonly build: Build
}

/**
 * Follows up on a parent that the build has named for the first time: its revocations count for the child too. Answers
 * the version with what it inherited.
 */
export async function recordParent(
  change: Change,
  tx: Ports,
  { location, version, before, build }: RecordedParent,
): Promise<Version> {
  const { parentVersionId } = build
  if (parentVersionId === '' || before?.parentVersionId === parentVersionId) return version
  const inherited = await inheritRevocations(change, tx, { location, version, parentVersionId })
  return inherited ? ((await tx.versions.findById(version.id)) ?? version) : version
}
