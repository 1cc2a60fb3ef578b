import type { Change } from '../../context.ts'
import { announceInheritance } from '../revocation/announce-revocation.ts'
import { settleChannels } from '../channel/point-channel.ts'
import type { VersionOutline } from '../version/version.ts'
import type { Build } from './build.ts'

/**
 * Records what follows when a build names its parent, or the channel that led to it, for the first time: an edge, and with
 * a new parent its revocations, which the child inherits. `before` is null for a new build. The caller holds the registry's
 * exclusive lock (`alone`) when there is something to record.
 */
export async function recordParent(
  change: Change,
  version: VersionOutline,
  before: Build | null,
  { parentVersionId, parentChannelId }: Build,
): Promise<void> {
  const isKnown = before?.parentVersionId === parentVersionId
  if (parentVersionId === '' || (isKnown && before.parentChannelId === parentChannelId)) return
  await change.tx.ancestry.record(version.id)
  if (!isKnown) await inheritRevocations(change, version, parentVersionId)
}

/**
 * A version that turns out to be built from another inherits its revocations at once, and so does everything that was built
 * from the version. The registry's exclusive lock keeps other changes out meanwhile.
 */
async function inheritRevocations(change: Change, version: VersionOutline, parentVersionId: string): Promise<void> {
  const { tx, location } = change
  const parent = await tx.versions.locate(location.projectId, parentVersionId)
  const heritable = parent ? await tx.revocations.listHeritable(parent.id) : []
  // A version never inherits from itself, even if the recorded edges form a cycle.
  const revocations = heritable.filter((revocation) => revocation.version.id !== version.id)
  if (revocations.length === 0) return
  const descendants = await tx.versions.listDescendants(version.id)
  const heirs = [version, ...descendants]
  const before = await tx.revocations.listCounting(descendants.map(({ id }) => id))
  const inherited = []
  for (const revocation of revocations) {
    const known = descendants.length === 0 ? [] : await tx.revocations.listHeirs(revocation.id)
    const inheriting = heirs.map(({ id }) => id).filter((id) => id !== revocation.version.id)
    await tx.revocations.inherit(revocation.id, inheriting)
    inherited.push({ revocation, known: new Set(known.map(({ id }) => id)) })
  }
  // No event for the version itself: it is imported, or not complete yet, and then its completion reports the revocation.
  if (descendants.length > 0)
    for (const { revocation, known } of inherited) {
      const fresh = (await tx.revocations.listHeirs(revocation.id))
        .filter(({ id }) => !known.has(id))
        .map((heir) => ({ ...heir, wasRevoked: (before.get(heir.id)?.appliedAt ?? null) !== null }))
      await announceInheritance(change, { revocation, heirs: fresh })
    }
  await settleChannels(change, heirs)
}
