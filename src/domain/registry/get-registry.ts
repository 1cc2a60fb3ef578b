import { authorize } from '../authorize.ts'
import type { Context } from '../context.ts'
import { fail, notFound } from '../errors.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import type { Registry } from './registry.ts'

/** The project's registry, deactivated or not. `not_found` when the project has none. */
export async function getRegistry(context: Context, location: Location): Promise<Registry> {
  authorize(context, 'registry.get', location)
  return findRegistry(context.store, location)
}

export const findRegistry = async ({ registries }: Ports, { projectId }: Location): Promise<Registry> =>
  (await registries.find(projectId)) ?? fail(notFound('registry', projectId))
