import { applyRevocation } from '../domain/catalog/revocation/apply-revocation.ts'
import { makeChange } from '../domain/change.ts'
import type { Context } from '../domain/context.ts'
import type { JobHandler } from './lane.ts'
import { locationOfProject } from './location-of-project.ts'

/** A scheduled revocation takes effect: its channels are rolled back and people told. Its subject is the revocation. */
export const applyRevocationJob =
  (context: Context): JobHandler =>
  async ({ subject }) => {
    const promised = await context.store.revocations.find(subject)
    if (!promised) return undefined
    const location = await locationOfProject(context.store, promised.projectId)
    return makeChange(context, async (tx, change) => {
      await tx.registries.lock(location.projectId, 'alone')
      const revocation = await tx.revocations.find(subject)
      // Cancelled, or applied by a run that died before it could say so.
      if (!revocation || revocation.appliedAt !== null) return undefined
      if (revocation.at > change.now) return revocation.at
      await applyRevocation(change, tx, location, revocation)
      return undefined
    })
  }
