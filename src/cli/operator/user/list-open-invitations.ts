import { everyItem, OLDEST_FIRST } from '../../../domain/page.ts'
import type { Invitation } from '../../../domain/principal/invitation/invitation.ts'
import { isOpen } from '../../../domain/principal/invitation/invite-users.ts'
import { listInvitations } from '../../../domain/principal/invitation/list-invitations.ts'
import type { OperatorRegistry } from '../operator-registry.ts'

/** The invitations by which somebody can still join or get a new password, oldest first. */
export async function listOpenInvitations({
  context,
  location: { organizationId },
}: OperatorRegistry): Promise<readonly Invitation[]> {
  const open: Invitation[] = []
  for await (const invitation of everyItem(OLDEST_FIRST, (page) => listInvitations(context, { organizationId, page })))
    if (isOpen(invitation, context.clock.now())) open.push(invitation)
  return open
}
