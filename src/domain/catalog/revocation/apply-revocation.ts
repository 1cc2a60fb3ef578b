import { tendRegistry } from '../../change.ts'
import type { Change } from '../../context.ts'
import type { Instant } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { settleChannels } from '../channel/point-channel.ts'
import { announceRevocation } from './announce-revocation.ts'
import type { ManualRevocation } from './revocation.ts'

/**
 * Puts a revocation into effect: records its events, rolls channels back to what they pointed at before, and moves
 * `latest`. The caller holds the registry's exclusive lock (`alone`).
 */
export async function applyRevocation(change: Change, revocation: ManualRevocation): Promise<void> {
  const { tx, now } = change
  await tx.revocations.markApplied(revocation.id, now)
  const heirs = await tx.revocations.listHeirs(revocation.id)
  await announceRevocation(change, { revocation: { ...revocation, appliedAt: now }, heirs })
  await settleChannels(change, [revocation.version, ...heirs])
}

/**
 * The same for a scheduled revocation whose date has passed. Returns when to try again if the date is still to come, and
 * undefined when nothing is left to do.
 */
export async function applyWhenDue(context: Context, id: string): Promise<Instant | undefined> {
  const promised = await context.store.revocations.find(id)
  if (!promised) return undefined
  return tendRegistry(context, promised.projectId, 'alone', async (change) => {
    const revocation = await change.tx.revocations.find(id)
    // Cancelled, or applied by a job that died before it could report that.
    if (!revocation || revocation.appliedAt !== null) return undefined
    if (revocation.at > change.now) return revocation.at
    await applyRevocation(change, revocation)
    return undefined
  })
}
