import { changeOrganization } from '../../change.ts'
import type { Change, Context } from '../../context.ts'
import { failedPrecondition } from '../../errors.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireDisplayName, requireLength } from '../../require-length.ts'
import { keepAnOwner } from '../role/keep-an-owner.ts'
import { requireOwnerForOwner } from '../role/require-reach.ts'
import { viewGroup } from './get-group.ts'
import { type Group, GROUP_DESCRIPTION_BYTES, MEMBERS, type NamedGroup, requireGroup } from './group.ts'
import { requireMembers } from './require-members.ts'

export interface UpdateGroup extends NamedGroup {
  /** Absent fields stay unchanged. */
  readonly changes: { readonly displayName?: string; readonly description?: string }
}

export async function updateGroup(context: Context, { changes, ...ref }: UpdateGroup): Promise<Group> {
  const { displayName, description } = changes
  return changeGroup(context, ref, async (change, { principal, memberCount }) => {
    if (displayName !== undefined) requireDisplayName('display_name', displayName)
    requireLength('description', description ?? '', GROUP_DESCRIPTION_BYTES)
    const changed = { ...principal, ...changes }
    if (changed.displayName === principal.displayName && changed.description === principal.description)
      return { principal, memberCount }
    await change.tx.principals.update(changed)
    const previous = { displayName: principal.displayName, description: principal.description }
    const group = { id: principal.id, name: principal.name, displayName: changed.displayName }
    recordEvent(change, { kind: 'group.updated', payload: { group, description: changed.description, previous } })
    return { principal: changed, memberCount }
  })
}

export interface UpdateGroupMembers extends NamedGroup {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/** Adds and removes members, who gain or lose the group's roles within 5 s on every replica. */
export async function updateGroupMembers(context: Context, { add, remove, ...ref }: UpdateGroupMembers): Promise<void> {
  const { organizationId } = ref
  await changeGroup(context, ref, async (change, { principal: { id, name, displayName } }) => {
    const { tx } = change
    const wanted = await requireMembers(tx, { field: 'member_principal_ids_to_add', organizationId, ids: add })
    const before = new Set(await tx.groups.listMembers(id))
    const added = wanted.filter((member) => !before.has(member))
    const removed = [...new Set(remove)].filter((member) => before.has(member) && !added.includes(member))
    if (before.size + added.length - removed.length > MEMBERS)
      throw failedPrecondition(`group "${displayName}" would have more than ${MEMBERS} members`)
    if (added.length + removed.length === 0) return
    await requireOwnerForOwner(context, tx, { id, organizationId })
    await keepAnOwner(change, async () => {
      await tx.groups.remove(id, removed)
      await tx.groups.add(id, added)
    })
    recordEvent(change, {
      kind: 'group.members-updated',
      payload: { group: { id, name, displayName }, added, removed },
    })
  })
}

async function changeGroup<Result>(
  context: Context,
  ref: NamedGroup,
  work: (change: Change<Home>, group: Group) => Promise<Result>,
): Promise<Result> {
  const { organizationId } = ref
  const { id: groupId } = await viewGroup(context, 'group.update', ref)
  const where = { resource: { organizationId, groupId }, location: { organizationId, projectId: null } }
  return changeOrganization(context, 'group.update', where, async (change) => {
    const principal = await requireGroup(change.tx, ref)
    const [memberCount = 0] = await change.tx.groups.countMembers([principal.id])
    return work(change, { principal, memberCount })
  })
}
