import type { Registry } from './registry.ts'

export type Hold = 'shared' | 'alone'

export interface RegistryStore {
  /** False, and nothing written, when the project has a registry already. */
  insert(registry: Registry): Promise<boolean>
  find(projectId: string): Promise<Registry | undefined>
  /**
   * Holds the project's registry, whether there is one or not, until the transaction ends: `shared` with all that also
   * hold it so, or `alone`. A write below one bucket holds it shared; one that reaches across buckets holds it alone, so
   * that nothing below moves meanwhile. Who comes first has it first: nobody waits for those that came later. What is
   * read afterwards is what those before have left.
   */
  lock(projectId: string, hold: Hold): Promise<void>
  /** Writes tier, activation and `updatedAt` of the registry with this id. */
  update(registry: Registry): Promise<void>
  /** Deletes the registry alone; the caller has deleted the buckets of its project. */
  delete(id: string): Promise<void>
}
