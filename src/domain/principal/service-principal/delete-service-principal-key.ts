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
 * Deletes a key with its access tokens: no new token is given for it from now on, and those that a replica has verified
 * already are refused within 5 s. Throws `not_found` for a key that the principal does not have, `permission_denied` for one of
 * a principal that may do more than the actor could give: nobody locks out whom they may not let in. `failed_precondition` for
 * the last by which an owner of the organization gets in, but for the operator.
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
    // Whoever is at the machine makes another, whoever owns what; the one that others know must go first.
    const isGone = isTheirs && (await (context.actor.type === 'operator' ? remove() : keepAnOwner(change, remove)))
    if (!isGone) throw notFound('service principal key', clientId)
    const servicePrincipal = { id: principal.id, name: principal.name }
    recordEvent(change, { kind: 'service-principal-key.deleted', payload: { servicePrincipal, clientId } })
  })
}
