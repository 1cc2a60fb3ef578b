import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { keepAnOwner } from '../role/keep-an-owner.ts'
import { type NamedGroup, requireGroup } from './group.ts'

/** Deletes a group: what its members hold by it ends within 5 s on every replica. */
export async function deleteGroup(context: Context, ref: NamedGroup): Promise<void> {
  const { organizationId } = ref
  return changeHome(context, 'group.delete', { organizationId, projectId: null }, async (change) => {
    const { tx } = change
    const { id, name, displayName } = await requireGroup(tx, ref)
    await keepAnOwner(change, async () => {
      await tx.roles.replace({ type: 'group', id }, [])
      await tx.principals.delete(id)
    })
    recordEvent(change, { kind: 'group.deleted', payload: { group: { id, name, displayName } } })
  })
}
