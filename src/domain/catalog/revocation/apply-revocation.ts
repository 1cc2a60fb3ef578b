import type { Change } from '../../change.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import { settleChannels } from '../channel/settle-channels.ts'
import { announceRevocation } from './announce-revocation.ts'
import type { ManualRevocation } from './revocation.ts'

/**
 * What a revocation does when it takes effect: channels go back to what they held before, `latest` moves, and everybody
 * is told. The caller holds the registry alone.
 */
export async function applyRevocation(
  change: Change,
  tx: Ports,
  location: Location,
  revocation: ManualRevocation,
): Promise<void> {
  await tx.revocations.markApplied(revocation.id, change.now)
  const heirs = await tx.revocations.listHeirs(revocation.id)
  await announceRevocation(change, tx, location, { revocation: { ...revocation, appliedAt: change.now }, heirs })
  await settleChannels(change, tx, location, [revocation.version, ...heirs])
}
