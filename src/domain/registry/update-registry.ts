import { isDeepStrictEqual } from 'node:util'
import { changeRegistry } from '../change.ts'
import { nowAfter } from '../clock.ts'
import type { Context } from '../context.ts'
import type { Location } from '../location.ts'
import { recordEvent } from '../record/event/record-event.ts'
import { recordOperation } from '../record/operation/record-operation.ts'
import { findRegistry } from './get-registry.ts'
import type { ChangedRegistry, Registry } from './registry.ts'

export type RegistryChanges = Partial<Pick<Registry, 'featureTier' | 'activated'>>

/**
 * Changes tier and activation; fields absent from `changes` stay as they are. Without a difference it changes nothing, but still
 * makes a receipt, because Terraform waits on it. Throws `not_found` when the project has no registry.
 */
export async function updateRegistry(
  context: Context,
  { location, changes }: { readonly location: Location; readonly changes: RegistryChanges },
): Promise<ChangedRegistry> {
  return changeRegistry(context, 'registry.update', 'alone', location, async (change) => {
    const { tx } = change
    const found = await findRegistry(tx, location)
    const changed = { ...found, ...changes }
    const operation = await recordOperation(change)
    if (isDeepStrictEqual(found, changed)) return { registry: found, operation }
    const registry = { ...changed, updatedAt: nowAfter(change.now, found.updatedAt) }
    await tx.registries.update(registry)
    const previous = { featureTier: found.featureTier, activated: found.activated }
    recordEvent(change, { kind: 'registry.updated', payload: { registry, previous } })
    return { registry, operation }
  })
}
