import { failedPrecondition } from '../errors.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'

/** A deactivated registry neither takes new images nor says which one to deploy (HCP: manage-registry). */
export async function requireActivated(ports: Ports, { projectId }: Location): Promise<void> {
  const registry = await ports.registries.find(projectId)
  if (!registry)
    throw failedPrecondition(`project ${projectId} has no registry: create one before you use its buckets and channels`)
  if (!registry.activated)
    throw failedPrecondition(`the registry of project ${projectId} is deactivated: activate it to use it again`)
}
