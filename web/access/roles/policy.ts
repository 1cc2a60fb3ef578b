// Who holds which role on a resource. A policy is read whole and written back whole, with the etag that it had.
import type { Operations } from '../../../src/client/apis.ts'
import type { Answer } from '../../../src/client/client.ts'

export type Policy = NonNullable<Answer<Operations['ResourceService_GetIamPolicy']>['policy']>
export type Role = Answer<Operations['OrganizationService_ListRoles']>['roles'][number]

export type MemberType = 'USER' | 'GROUP' | 'SERVICE_PRINCIPAL'

/** A principal that holds roles, as policies name it. */
export interface Member {
  readonly id: string
  readonly type: MemberType
  /** The display name. */
  readonly name: string
}

export interface Binding {
  readonly role_id: string
  readonly members: readonly { readonly member_id: string; readonly member_type: MemberType }[]
}

const bindingsOf = ({ bindings }: Policy): readonly Binding[] =>
  bindings.map(({ role_id, members }) => ({
    role_id,
    members: members.flatMap(({ member_id, member_type }) =>
      member_type === 'UNSET' ? [] : [{ member_id, member_type }],
    ),
  }))

/** The roles that a principal holds there directly. */
export const rolesIn = (policy: Policy, memberId: string): readonly string[] =>
  bindingsOf(policy)
    .filter(({ members }) => members.some(({ member_id: id }) => id === memberId))
    .map(({ role_id: roleId }) => roleId)

/** The principals that hold roles there, each once. */
export const membersIn = (policy: Policy): Binding['members'] => [
  ...new Map(bindingsOf(policy).flatMap(({ members }) => members.map((each) => [each.member_id, each]))).values(),
]

export interface PolicyChange {
  readonly kind: 'give' | 'take'
  readonly roleId: string
  readonly member: Pick<Member, 'id' | 'type'>
}

/** The policy to write. */
export function changedPolicy(policy: Policy, { kind, roleId, member }: PolicyChange) {
  const bindings = bindingsOf(policy).map(({ role_id, members }) => ({
    role_id,
    members: members.filter(({ member_id: id }) => role_id !== roleId || id !== member.id),
  }))
  const given = { role_id: roleId, members: [{ member_id: member.id, member_type: member.type }] }
  return {
    bindings: [...bindings, ...(kind === 'give' ? [given] : [])].filter(({ members }) => members.length > 0),
    etag: policy.etag,
  }
}

/** `viewer` of `roles/viewer`. */
export const roleName = (roleId: string): string => roleId.replace(/^roles\//, '')

/** The request that grants or withdraws a role. Nothing is written if somebody else has changed the policy since it was read. */
export const policyRequest = (resourceName: string, policy: Policy, change: PolicyChange) => ({
  body: { resource_name: resourceName, policy: changedPolicy(policy, change) },
})
