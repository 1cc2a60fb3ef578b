import {
  type KeyHolder,
  listServicePrincipalKeys,
} from '../../../domain/principal/service-principal/list-service-principal-keys.ts'
import { listHomes } from '../names/find-project.ts'
import { describeRoles } from '../names/describe-roles.ts'
import type { OperatorRegistry } from '../operator-registry.ts'

export interface KnownHolder extends KeyHolder {
  /** The project or organization that it belongs to. */
  readonly where: string
  /** The roles that it holds, in words. */
  readonly holds: string
}

/** The service principals of the organization and of its projects, or of one project, the oldest first. */
export async function listHolders(registry: OperatorRegistry, project?: string): Promise<readonly KnownHolder[]> {
  const holders: KnownHolder[] = []
  for (const { home, label } of await listHomes(registry, project))
    for (const holder of await listServicePrincipalKeys(registry.context, home))
      holders.push({ ...holder, where: label, holds: await describeRoles(registry, holder.principal) })
  return holders.sort((one, other) => (one.principal.id < other.principal.id ? -1 : 1))
}
