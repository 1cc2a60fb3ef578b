import type { BoundResource, HeldRole, RoleBinding } from './role.ts'

export interface RoleStore {
  /** Adds the binding, unless it is there already. */
  bind(resource: BoundResource, binding: RoleBinding): Promise<void>
  /** All roles that are held on the resource, by role and then by principal. */
  list(resource: BoundResource): Promise<readonly RoleBinding[]>
  /** Takes away all that are held on the resource, and gives these. */
  replace(resource: BoundResource, bindings: readonly RoleBinding[]): Promise<void>
  /** Takes all roles that the principal holds itself away from it, and it from its groups. */
  release(principalId: string): Promise<void>
  /** What the principal holds itself and by its groups, each once, in the order of ids; nothing on buckets that are deleted. */
  listHeld(principalId: string): Promise<readonly HeldRole[]>
}
