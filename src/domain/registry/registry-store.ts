import type { Registry } from './registry.ts'

export type Hold = 'shared' | 'alone'

export interface RegistryStore {
  /** Returns false and writes nothing when the project has a registry already. */
  insert(registry: Registry): Promise<boolean>
  find(projectId: string): Promise<Registry | undefined>
  /**
   * Locks the project's registry, whether it exists or not, until the transaction ends: `shared` with other shared locks,
   * or `alone`. A write below one bucket locks it shared; a write across buckets locks it alone, so that nothing below
   * changes meanwhile. Locks are granted in the order in which they are requested. Reads after the lock is granted see
   * everything that earlier holders committed.
   */
  lock(projectId: string, hold: Hold): Promise<void>
  /** Writes tier, activation and `updatedAt` of the registry with this id. */
  update(registry: Registry): Promise<void>
  /** Deletes only the registry; the caller has already deleted the project's buckets. */
  delete(id: string): Promise<void>
}
