import { authorize } from '../../authorize.ts'
import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { alreadyExists } from '../../errors.ts'
import { type Home, resourceOf } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireResourceName } from '../../require-length.ts'
import { newPrincipal, type Principal } from '../principal.ts'

/** Creates a service principal without a role. Throws `already_exists` when the home has one of that name. */
export async function createServicePrincipal(
  context: Context,
  { home, name }: { readonly home: Home; readonly name: string },
): Promise<Principal> {
  authorize(context, 'service-principal.create', resourceOf(home))
  requireResourceName('name', name)
  return changeHome(context, 'service-principal.create', home, async (change) => {
    const { principals } = change.tx
    if (await principals.findByName('service', home, name)) throw alreadyExists('service principal', name)
    const principal = newPrincipal({ id: change.newId(), kind: 'service', ...home, name, createdAt: change.now })
    await principals.insert(principal)
    recordEvent(change, {
      kind: 'service-principal.created',
      payload: { servicePrincipal: { id: principal.id, name } },
    })
    return principal
  })
}
