import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireReach } from '../role/require-reach.ts'
import { keepAnOwner } from '../role/keep-an-owner.ts'
import { requireServicePrincipal, type ServicePrincipalRef } from './service-principal.ts'

/**
 * Deletes a service principal with its keys, roles and memberships. Its tokens end within 5 s on every replica. Throws
 * `failed_precondition` for the last owner of the organization.
 */
export async function deleteServicePrincipal(context: Context, ref: ServicePrincipalRef): Promise<void> {
  return changeHome(context, 'service-principal.delete', ref.home, async (change) => {
    const { tx } = change
    const principal = await requireServicePrincipal(tx, ref)
    const { id, name } = principal
    await requireReach(context, tx, principal)
    await keepAnOwner(change, () => tx.principals.delete(id))
    recordEvent(change, { kind: 'service-principal.deleted', payload: { servicePrincipal: { id, name } } })
  })
}
