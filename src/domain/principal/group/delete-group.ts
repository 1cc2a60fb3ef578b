import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { keepAnOwner } from '../role/keep-an-owner.ts'
import { requireReach } from '../role/require-reach.ts'
import { type NamedGroup, requireGroup } from './group.ts'

/**
 * Deletes a group. Its members lose the group's roles within 5 s on every replica. Throws `permission_denied` when the group has
 * a role that the actor may not revoke.
 */
export async function deleteGroup(context: Context, ref: NamedGroup): Promise<void> {
  const { organizationId } = ref
  return changeHome(context, 'group.delete', { organizationId, projectId: null }, async (change) => {
    const { tx } = change
    const principal = await requireGroup(tx, ref)
    const { id, name, displayName } = principal
    await requireReach(context, tx, principal)
    await keepAnOwner(change, async () => {
      await tx.roles.replace({ type: 'group', id }, [])
      await tx.principals.delete(id)
    })
    recordEvent(change, { kind: 'group.deleted', payload: { group: { id, name, displayName } } })
  })
}
