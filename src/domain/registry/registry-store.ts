import type { Registry } from './registry.ts'

export interface RegistryStore {
  /** False, and nothing written, when the project has a registry already. */
  insert(registry: Registry): Promise<boolean>
  find(projectId: string): Promise<Registry | undefined>
  /** Writes tier, activation and `updatedAt` of the registry with this id. */
  update(registry: Registry): Promise<void>
  /** Deletes the registry and all buckets of its project with what hangs on them. */
  delete(id: string): Promise<void>
}
