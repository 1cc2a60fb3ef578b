import type { Context } from '../../context.ts'
import { type Policy, type PolicyTarget, readPolicy, viewTarget } from './policy.ts'
import type { Role } from './role.ts'
import { setPolicy } from './set-policy.ts'

export interface RoleGrant {
  readonly target: PolicyTarget
  readonly role: Role
  readonly principalId: string
}

/** Grants a principal one role. All other roles stay. */
export async function grantRole(context: Context, { target, role, principalId }: RoleGrant): Promise<Policy> {
  const found = await viewTarget(context, 'policy.set', target)
  const current = await readPolicy(context.store, found.bound)
  const bindings = [...current.bindings, { role, members: [{ id: principalId, kind: null }] }]
  const wanted = bindings.map(({ role: name, members }) => ({ roleId: `roles/${name}`, members }))
  return setPolicy(context, { target, policy: { bindings: wanted, etag: current.etag } })
}

/** Revokes one role of a principal. All other roles stay. */
export async function withdrawRole(context: Context, { target, role, principalId }: RoleGrant): Promise<Policy> {
  const found = await viewTarget(context, 'policy.set', target)
  const current = await readPolicy(context.store, found.bound)
  const bindings = current.bindings.map((binding) => ({
    roleId: `roles/${binding.role}`,
    members: binding.members.filter(({ id }) => binding.role !== role || id !== principalId),
  }))
  return setPolicy(context, { target, policy: { bindings, etag: current.etag } })
}
