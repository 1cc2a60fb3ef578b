import { changeRegistry } from '../change.ts'
import type { Context } from '../context.ts'
import { alreadyExists } from '../errors.ts'
import type { Location } from '../location.ts'
import { recordEvent } from '../record/event/record-event.ts'
import { recordOperation } from '../record/operation/record-operation.ts'
import type { ChangedRegistry, FeatureTier } from './registry.ts'

/** Creates the project's registry, activated. Throws `already_exists` when there is one: Terraform's tests rely on that. */
export async function createRegistry(
  context: Context,
  { location, featureTier }: { readonly location: Location; readonly featureTier: FeatureTier },
): Promise<ChangedRegistry> {
  const { projectId } = location
  return changeRegistry(context, 'registry.create', 'alone', location, async (change) => {
    const { tx, now } = change
    const registry = { id: change.newId(), projectId, featureTier, activated: true, createdAt: now, updatedAt: now }
    if (!(await tx.registries.insert(registry))) throw alreadyExists('registry', projectId)
    recordEvent(change, { kind: 'registry.created', payload: { registry } })
    return { registry, operation: await recordOperation(change) }
  })
}
