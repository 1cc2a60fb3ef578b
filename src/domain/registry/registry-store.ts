import type { Registry } from './registry.ts'

export interface RegistryStore {
  /** False, and nothing written, when the project has a registry already. */
  insert(registry: Registry): Promise<boolean>
  find(projectId: string): Promise<Registry | undefined>
  /**
   * Like `find`, and holds the registry until the transaction ends: `shared` with all that also hold it so, or `alone`.
   * A write below one bucket holds it shared; one that reaches across buckets holds it alone, so that nothing below
   * moves meanwhile.
   */
  lock(projectId: string, hold: 'shared' | 'alone'): Promise<Registry | undefined>
  /** Writes tier, activation and `updatedAt` of the registry with this id. */
  update(registry: Registry): Promise<void>
  /** Deletes the registry and all buckets of its project with what hangs on them. */
  delete(id: string): Promise<void>
}
