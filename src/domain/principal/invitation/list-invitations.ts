import { authorize } from '../../authorize.ts'
import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { Page, PageRequest } from '../../page.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { homeOf } from '../user/person.ts'
import type { Invitation } from './invitation.ts'
import { invitationFacts } from './invite-users.ts'

/** All recent invitations, accepted or not, expired or not. */
export async function listInvitations(
  context: Context,
  { organizationId, page }: { readonly organizationId: string; readonly page: PageRequest<'createdAt'> },
): Promise<Page<Invitation>> {
  authorize(context, 'user.invite', { organizationId })
  return context.store.invitations.list(organizationId, page)
}

/** Withdraws an invitation. Throws `not_found` when the organization has none with that id. */
export async function deleteInvitation(
  context: Context,
  { organizationId, id }: { readonly organizationId: string; readonly id: string },
): Promise<void> {
  return changeHome(context, 'user.invite', homeOf({ organizationId }), async (change) => {
    const invitation = await change.tx.invitations.find(id)
    if (invitation?.organizationId !== organizationId || !(await change.tx.invitations.delete(id)))
      throw notFound('invitation', id)
    recordEvent(change, { kind: 'invitation.deleted', payload: { invitation: invitationFacts(invitation) } })
  })
}
