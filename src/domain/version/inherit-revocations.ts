import { settleChannels } from '../channel/settle-channels.ts'
import type { Change } from '../change.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import type { Version } from './version.ts'

/**
 * A version that turns out to be built from another shares its revocations at once, and so does all that was built from
 * it in turn. Answers whether there were any. The caller holds the registry alone, so that no revocation slips in
 * between.
 */
export async function inheritRevocations(
  change: Change,
  tx: Ports,
  {
    location,
    version,
    parentVersionId,
  }: { readonly location: Location; readonly version: Version; readonly parentVersionId: string },
): Promise<boolean> {
  const parent = await tx.versions.locate(location.projectId, parentVersionId)
  const heritable = parent ? await tx.revocations.listHeritable(parent.id) : []
  // Nobody inherits from itself, however the versions were recorded.
  const revocations = heritable.filter((revocation) => revocation.version.id !== version.id)
  if (revocations.length === 0) return false
  const heirs = [version, ...(await tx.versions.listDescendants(version.id))]
  for (const revocation of revocations) {
    const inheriting = heirs.filter(({ id }) => id !== revocation.version.id)
    await tx.revocations.inherit(
      revocation.id,
      inheriting.map(({ id }) => id),
    )
  }
  await settleChannels(change, tx, location, heirs)
  return true
}
