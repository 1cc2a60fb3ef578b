import type { WorkloadIdentityProvider } from './workload.ts'

export interface WorkloadStore {
  insert(provider: WorkloadIdentityProvider): Promise<void>
  find(principalId: string, name: string): Promise<WorkloadIdentityProvider | undefined>
  /** Those of a service principal, oldest first. */
  list(principalId: string): Promise<readonly WorkloadIdentityProvider[]>
  /** Writes its terms and when they were changed. */
  update(provider: WorkloadIdentityProvider): Promise<void>
  /**
   * The provider, which nobody deletes or changes until the transaction ends; undefined when it is gone. Whoever gives a
   * token for it holds it, so that none is left when it is deleted.
   */
  hold(id: string): Promise<WorkloadIdentityProvider | undefined>
  /** With the access tokens that were given for it. */
  delete(id: string): Promise<void>
}
