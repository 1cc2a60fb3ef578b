import { failedPrecondition } from '../errors.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import type { Registry } from './registry.ts'

/** A deactivated registry neither takes new images nor says which one to deploy (HCP: manage-registry). */
export async function requireActivated(ports: Ports, location: Location): Promise<void> {
  requireActive(location, await ports.registries.find(location.projectId))
}

function requireActive({ projectId }: Location, registry: Registry | undefined): void {
  if (!registry)
    throw failedPrecondition(`project ${projectId} has no registry: create one before you use its buckets and channels`)
  if (!registry.activated)
    throw failedPrecondition(`the registry of project ${projectId} is deactivated: activate it to use it again`)
}
