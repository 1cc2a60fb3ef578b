import type { Change } from '../change.ts'
import type { Location } from '../location.ts'
import { recordEvent } from '../record/event/record-event.ts'
import type { Ports } from '../store.ts'
import type { ServicePrincipal } from './principal.ts'

const descriptions = {
  create: 'Created service principal key',
  delete: 'Deleted service principal key',
} as const

/** Tells of a key that came or went: whose, and its public half. */
export async function recordKey(
  change: Change,
  tx: Ports,
  event: {
    readonly location: Location
    readonly action: keyof typeof descriptions
    readonly principal: Pick<ServicePrincipal, 'id' | 'name'>
    readonly clientId: string
  },
): Promise<void> {
  const { location, action, principal, clientId } = event
  await recordEvent(change, tx, {
    location,
    subject: 'service-principal-key',
    action,
    description: descriptions[action],
    bucket: null,
    payload: { servicePrincipal: { id: principal.id, name: principal.name }, clientId },
  })
}
