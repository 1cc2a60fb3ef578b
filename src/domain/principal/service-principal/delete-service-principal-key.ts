import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { keepAnOwner } from '../role/keep-an-owner.ts'
import { requireReach } from '../role/require-reach.ts'
import { requireServicePrincipal, type ServicePrincipalRef } from './service-principal.ts'

export interface DeleteServicePrincipalKey extends ServicePrincipalRef {
  readonly clientId: string
}

/**
 * Deletes a key with its access tokens. No new token is issued for it, and tokens that a replica has already verified are refused
 * within 5 s. Throws `not_found` for a key that the principal does not have; `permission_denied` when the principal has a role
 * that the actor may not grant, because an actor must not lock out whom it may not let in; and `failed_precondition`, except for
 * the operator, when no owner of the organization could sign in without the key.
 */
export async function deleteServicePrincipalKey(
  context: Context,
  { clientId, ...ref }: DeleteServicePrincipalKey,
): Promise<void> {
  return changeHome(context, 'service-principal-key.delete', ref.home, async (change) => {
    const { tx } = change
    const principal = await requireServicePrincipal(tx, ref)
    await requireReach(context, tx, principal)
    const keys = await tx.principals.listKeys(principal.id)
    const isTheirs = keys.some((key) => key.clientId === clientId)
    const remove = () => tx.principals.deleteKey(clientId)
    // The operator can always create another key, and must be able to delete a leaked one first.
    const isGone = isTheirs && (await (context.actor.type === 'operator' ? remove() : keepAnOwner(change, remove)))
    if (!isGone) throw notFound('service principal key', clientId)
    const servicePrincipal = { id: principal.id, name: principal.name }
    recordEvent(change, { kind: 'service-principal-key.deleted', payload: { servicePrincipal, clientId } })
  })
}
