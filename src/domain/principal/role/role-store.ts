import type { BoundResource, HeldRole, RoleBinding } from './role.ts'

export interface RoleStore {
  /** Adds the binding, unless it is there already. */
  bind(resource: BoundResource, binding: RoleBinding): Promise<void>
  /** All bindings on the resource, ordered by role and then by principal. */
  list(resource: BoundResource): Promise<readonly RoleBinding[]>
  /** Replaces all bindings on the resource with these. */
  replace(resource: BoundResource, bindings: readonly RoleBinding[]): Promise<void>
  /** Removes all bindings of the principal itself, and removes it from its groups. */
  release(principalId: string): Promise<void>
  /** The roles of the principal and of its groups, each once, ordered by the resource's id; none on deleted buckets. */
  listHeld(principalId: string): Promise<readonly HeldRole[]>
}
