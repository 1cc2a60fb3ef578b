import type { Change } from '../../change.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import { inheritRevocations } from '../revocation/inherit-revocations.ts'
import type { VersionOutline } from '../version/version.ts'
import type { Build } from './build.ts'

export interface RecordedParent {
  readonly location: Location
  readonly version: VersionOutline
  /** Null for a build that is new. */
  readonly before: Build | null
  readonly build: Build
}

/**
 * Follows up on what the build has named for the first time, a parent or the channel that led to it: an edge, and with a
 * parent come its revocations, which count for the child too. The caller holds the registry alone.
 */
export async function recordParent(
  change: Change,
  tx: Ports,
  { location, version, before, build }: RecordedParent,
): Promise<void> {
  const { parentVersionId, parentChannelId } = build
  const isKnown = before?.parentVersionId === parentVersionId
  if (parentVersionId === '' || (isKnown && before.parentChannelId === parentChannelId)) return
  await tx.ancestry.record(version.id)
  if (!isKnown) await inheritRevocations(change, tx, { location, version, parentVersionId })
}
