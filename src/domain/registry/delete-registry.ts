import { isAllowed } from '../authorize.ts'
import { changeRegistry } from '../change.ts'
import type { Context } from '../context.ts'
import { permissionDenied } from '../errors.ts'
import { deniedOf, type Location } from '../location.ts'
import { recordEvent } from '../record/event/record-event.ts'
import { promiseJob } from '../record/job/promise-job.ts'
import { recordOperation } from '../record/operation/record-operation.ts'
import { findRegistry } from './get-registry.ts'
import type { ChangedRegistry } from './registry.ts'

/** Deletes a registry with all its buckets, which cannot be undone. Only an administrator may delete an active one. */
export async function deleteRegistry(context: Context, location: Location): Promise<ChangedRegistry> {
  return changeRegistry(context, 'registry.delete', 'alone', location, async (change) => {
    const { tx } = change
    const registry = await findRegistry(tx, location)
    if (registry.activated && !isAllowed(context, 'registry.delete-active', location))
      throw permissionDenied(
        `the registry of project ${location.projectId} is active, and only an administrator may delete it as it is: deactivate it before you delete it`,
        deniedOf('registry.delete-active', location),
      )
    await tx.buckets.deleteAll(location.projectId, change.now)
    await tx.registries.delete(registry.id)
    await promiseJob(change, { kind: 'purge-buckets', subject: registry.id, runAt: change.now })
    recordEvent(change, { kind: 'registry.deleted', payload: { registry } })
    return { registry, operation: await recordOperation(change) }
  })
}
