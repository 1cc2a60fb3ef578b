import type { WorkloadIdentityProvider } from './workload.ts'

export interface WorkloadStore {
  insert(provider: WorkloadIdentityProvider): Promise<void>
  find(principalId: string, name: string): Promise<WorkloadIdentityProvider | undefined>
  /** The providers of a service principal, oldest first. */
  list(principalId: string): Promise<readonly WorkloadIdentityProvider[]>
  /** Writes the terms and `updatedAt`. */
  update(provider: WorkloadIdentityProvider): Promise<void>
  /**
   * Locks the provider against changes and deletion until the transaction ends, and returns it; undefined when it was deleted.
   * Tokens are issued under this lock, so that none is left when the provider is deleted.
   */
  hold(id: string): Promise<WorkloadIdentityProvider | undefined>
  /** Deletes the provider with the access tokens that were issued for it. */
  delete(id: string): Promise<void>
}
