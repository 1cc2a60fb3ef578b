import { tendRegistry } from '../../change.ts'
import type { Change } from '../../context.ts'
import type { Instant } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { settleChannels } from '../channel/point-channel.ts'
import { announceRevocation } from './announce-revocation.ts'
import type { ManualRevocation } from './revocation.ts'

/**
 * What a revocation does when it takes effect: channels go back to what they held before, `latest` moves, and everybody
 * is told. The caller holds the registry alone.
 */
export async function applyRevocation(change: Change, revocation: ManualRevocation): Promise<void> {
  const { tx, now } = change
  await tx.revocations.markApplied(revocation.id, now)
  const heirs = await tx.revocations.listHeirs(revocation.id)
  await announceRevocation(change, { revocation: { ...revocation, appliedAt: now }, heirs })
  await settleChannels(change, [revocation.version, ...heirs])
}

/**
 * The same of a scheduled one whose date has passed. Answers when to look again, should the date be another one now;
 * undefined when nothing is left to do.
 */
export async function applyWhenDue(context: Context, id: string): Promise<Instant | undefined> {
  const promised = await context.store.revocations.find(id)
  if (!promised) return undefined
  return tendRegistry(context, promised.projectId, 'alone', async (change) => {
    const revocation = await change.tx.revocations.find(id)
    // Cancelled, or applied by a run that died before it could say so.
    if (!revocation || revocation.appliedAt !== null) return undefined
    if (revocation.at > change.now) return revocation.at
    await applyRevocation(change, revocation)
    return undefined
  })
}
