import { authorize, isAllowed, type Permission } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { Principal } from '../principal.ts'
import { type Group, type NamedGroup, requireGroup } from './group.ts'

export async function getGroup(context: Context, ref: NamedGroup): Promise<Group> {
  const principal = await viewGroup(context, 'group.get', ref)
  const [memberCount = 0] = await context.store.groups.countMembers([principal.id])
  return { principal, memberCount }
}

/** The group's members, oldest first. */
export async function listGroupMembers(context: Context, ref: NamedGroup): Promise<readonly Principal[]> {
  const group = await viewGroup(context, 'group.get', ref)
  const { groups, principals } = context.store
  const members = await principals.findMany(await groups.listMembers(group.id))
  return members.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** Allows actors that may see every group, and managers of a group, who see that one. */
function authorizeSomeGroup(context: Context, organizationId: string): void {
  const looksAfterOne = context.actor.roles.some((held) => held.groupId !== undefined)
  if (!looksAfterOne) authorize(context, 'group.get', { organizationId })
}

/** The organization's groups that the actor may see, oldest first; with `memberId`, only those that have this member. */
export async function listGroups(
  context: Context,
  { organizationId, memberId }: { readonly organizationId: string; readonly memberId?: string },
): Promise<readonly Group[]> {
  authorizeSomeGroup(context, organizationId)
  const { groups, principals } = context.store
  const all = await principals.list('group', { organizationId, projectId: null })
  const among = memberId === undefined ? null : new Set(await groups.listGroups(memberId))
  const shown = all
    .filter(({ id }) => isAllowed(context, 'group.get', { organizationId, groupId: id }))
    .filter(({ id }) => among === null || among.has(id))
  const counts = await groups.countMembers(shown.map(({ id }) => id))
  return shown.map((principal, index) => ({ principal, memberCount: counts[index] ?? 0 }))
}

/** The group, after checking the permission on it. Without the permission an actor does not learn whether the group exists. */
export async function viewGroup(context: Context, permission: Permission, ref: NamedGroup): Promise<Principal> {
  const { organizationId } = ref
  const group = await requireGroup(context.store, ref).catch((error: unknown) => {
    authorize(context, permission, { organizationId })
    throw error
  })
  authorize(context, permission, { organizationId, groupId: group.id })
  return group
}
