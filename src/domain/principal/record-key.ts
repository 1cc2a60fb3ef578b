import type { Change } from '../change.ts'
import type { Location } from '../location.ts'
import { recordEvent } from '../record/event/record-event.ts'
import type { Ports } from '../store.ts'
import type { ServicePrincipal } from './principal.ts'

/** Tells of a key that came or went: whose, and its public half. */
export async function recordKey(
  change: Change,
  tx: Ports,
  event: {
    readonly location: Location
    readonly kind: 'service-principal-key.created' | 'service-principal-key.deleted'
    readonly principal: Pick<ServicePrincipal, 'id' | 'name'>
    readonly clientId: string
  },
): Promise<void> {
  const { location, kind, principal, clientId } = event
  await recordEvent(change, tx, {
    kind,
    location,
    payload: { servicePrincipal: { id: principal.id, name: principal.name }, clientId },
  })
}
