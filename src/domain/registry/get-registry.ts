import { authorize } from '../authorize.ts'
import type { Context } from '../context.ts'
import { fail, notFound } from '../errors.ts'
import type { Location } from '../location.ts'
import type { Registry } from './registry.ts'

/** The project's registry, deactivated or not. `not_found` when the project has none. */
export async function getRegistry(context: Context, location: Location): Promise<Registry> {
  authorize(context, 'registry.get', location)
  return (await context.store.registries.find(location.projectId)) ?? fail(notFound('registry', location.projectId))
}
