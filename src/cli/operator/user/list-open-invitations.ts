import type { Edge } from '../../../domain/page.ts'
import type { Invitation } from '../../../domain/principal/invitation/invitation.ts'
import { isOpen } from '../../../domain/principal/invitation/invite-users.ts'
import { listInvitations } from '../../../domain/principal/invitation/list-invitations.ts'
import type { OperatorRegistry } from '../operator-registry.ts'

const AT_ONCE = 100

/** Those by which somebody can still join or get a new password, oldest first. */
export async function listOpenInvitations({
  context,
  location: { organizationId },
}: OperatorRegistry): Promise<readonly Invitation[]> {
  const open: Invitation[] = []
  const order = [{ field: 'createdAt', descending: false }] as const
  for (let edge = null as Edge | null; ;) {
    const { items, next } = await listInvitations(context, { organizationId, page: { size: AT_ONCE, order, edge } })
    const now = context.clock.now()
    open.push(...items.filter((invitation) => isOpen(invitation, now)))
    if (next === null) return open
    edge = next
  }
}
