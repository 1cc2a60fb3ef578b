import { randomBytes } from 'node:crypto'
import { authorize } from '../../authorize.ts'
import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireDisplayName, requireLength } from '../../require-length.ts'
import { newPrincipal } from '../principal.ts'
import { type Group, GROUP_DESCRIPTION_BYTES, groupNameFrom } from './group.ts'
import { requireMembers } from './require-members.ts'

export interface NewGroup {
  readonly organizationId: string
  readonly displayName: string
  readonly description: string
  readonly memberIds: readonly string[]
}

/** Creates a group with these members and without a role. Two groups may have the same display name. */
export async function createGroup(context: Context, given: NewGroup): Promise<Group> {
  const { organizationId, displayName, description, memberIds } = given
  authorize(context, 'group.create', { organizationId })
  requireDisplayName('name', displayName)
  requireLength('description', description, GROUP_DESCRIPTION_BYTES)
  const home = { organizationId, projectId: null }
  return changeHome(context, 'group.create', home, async (change) => {
    const { tx } = change
    const ids = await requireMembers(tx, { field: 'member_principal_ids', organizationId, ids: memberIds })
    const plain = groupNameFrom(displayName)
    const isTaken = await tx.principals.findByName('group', home, plain)
    const name = isTaken ? `${plain}-${randomBytes(4).toString('hex')}` : plain
    const given = { id: change.newId(), kind: 'group', ...home, name, displayName, description } as const
    const principal = newPrincipal({ ...given, createdAt: change.now })
    await tx.principals.insert(principal)
    await tx.groups.add(principal.id, ids)
    const group = { id: principal.id, name, displayName }
    recordEvent(change, { kind: 'group.created', payload: { group, description, added: ids } })
    return { principal, memberCount: ids.length }
  })
}
