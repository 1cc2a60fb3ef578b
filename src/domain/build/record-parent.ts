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
 * Follows up on what the build has named for the first time, a parent or the channel that led to it: an edge, and with a
 * parent come its revocations, which count for the child too. Answers the version with what it inherited. The caller holds
 * the registry alone.
 */
export async function recordParent(
  change: Change,
  tx: Ports,
  { location, version, before, build }: RecordedParent,
): Promise<Version> {
  const { parentVersionId, parentChannelId } = build
  const isKnown = before?.parentVersionId === parentVersionId
  if (parentVersionId === '' || (isKnown && before.parentChannelId === parentChannelId)) return version
  await tx.ancestry.record(version.id)
  if (isKnown) return version
  const inherited = await inheritRevocations(change, tx, { location, version, parentVersionId })
  return inherited ? ((await tx.versions.findById(version.id)) ?? version) : version
}
