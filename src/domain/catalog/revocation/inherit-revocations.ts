import type { Change } from '../../change.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import { settleChannels } from '../channel/settle-channels.ts'
import type { VersionOutline } from '../version/version.ts'
import { announceInheritance } from './announce-revocation.ts'

/**
 * A version that turns out to be built from another shares its revocations at once, and so does all that was built from
 * it in turn. The caller holds the registry alone, so that no revocation slips in
 * between.
 */
export async function inheritRevocations(
  change: Change,
  tx: Ports,
  {
    location,
    version,
    parentVersionId,
  }: { readonly location: Location; readonly version: VersionOutline; readonly parentVersionId: string },
): Promise<void> {
  const parent = await tx.versions.locate(location.projectId, parentVersionId)
  const heritable = parent ? await tx.revocations.listHeritable(parent.id) : []
  // Nobody inherits from itself, however the versions were recorded.
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
  // The version itself is not complete yet: its completion tells of it. What was built from it may be.
  if (descendants.length > 0)
    for (const { revocation, known } of inherited) {
      const fresh = (await tx.revocations.listHeirs(revocation.id))
        .filter(({ id }) => !known.has(id))
        .map((heir) => ({ ...heir, wasRevoked: (before.get(heir.id)?.appliedAt ?? null) !== null }))
      await announceInheritance(change, tx, location, { revocation, heirs: fresh })
    }
  await settleChannels(change, tx, location, heirs)
}
