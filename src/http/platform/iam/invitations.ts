// Invitations. No mail is sent: the response to the caller who creates an invitation has its address, which appears nowhere else.
import type { RandomTokens } from '../../../auth/sessions/sessions.ts'
import type { Operations, Schemas } from '../../../contract/generated/iam-2019-12-10.ts'
import type { Incoming, Outgoing } from '../../../contract/operation.ts'
import { fail, invalidArgument, shown } from '../../../domain/errors.ts'
import { type Role, roles } from '../../../domain/principal/role/role.ts'
import { openInvitation } from '../../../domain/principal/invitation/accept-invitation.ts'
import type { Invitation } from '../../../domain/principal/invitation/invitation.ts'
import { INVITATION_MS, inviteUsers } from '../../../domain/principal/invitation/invite-users.ts'
import { deleteInvitation, listInvitations } from '../../../domain/principal/invitation/list-invitations.ts'
import type { Handlers } from '../../binding/handler.ts'
import { pageRequest, paginationOut } from '../../wire/paging.ts'
import { oldestFirst } from './users.ts'

const invitationOut = (invitation: Invitation): Outgoing<Schemas['hashicorp.cloud.iam.OrganizationInvitation']> => ({
  id: invitation.id,
  organization_id: invitation.organizationId,
  invitee_email: invitation.email ?? '',
  inviter_user_principal_id: invitation.inviterId ?? '',
  role: invitation.role === null ? '' : `roles/${invitation.role}`,
  state: stateOf(invitation),
  created_at: invitation.createdAt,
  accepted_at: invitation.acceptedAt,
})

const stateOf = ({ acceptedAt }: Invitation) => (acceptedAt === null ? 'PENDING' : 'ACCEPTED')

type New = Incoming<Schemas['hashicorp.cloud.iam.NewOrganizationInvitation']>

const emailIn = ({ invitee_email: email = '' }: New) =>
  email === '' ? fail(invalidArgument('invitations.invitee_email', 'must be the address of somebody')) : email

function roleIn({ role = '' }: New): Role | null {
  if (role === '') return null
  const name = role.replace(/^roles\//, '')
  return Object.hasOwn(roles, name)
    ? (name as Role)
    : fail(invalidArgument('invitations.role', `there is no role "${shown(role)}"`))
}

export const invitationHandlers = (tokens: RandomTokens) =>
  ({
    async InvitationsService_CreateOrganizationInvitations({ params, body, origin }, context) {
      const wanted = (body.invitations ?? []).map((each) => ({
        ...tokens.make(),
        email: emailIn(each),
        role: roleIn(each),
      }))
      const invite = { organizationId: params.organization_id, goodForMs: INVITATION_MS.usual, invited: wanted }
      const made = await inviteUsers(context, invite)
      const addressOf = (index: number) => `${origin}/invitations/${wanted[index]?.token ?? ''}`
      // HCP's response is empty; clients ignore fields that they do not know.
      return { invitations: made.map((each, index) => ({ ...invitationOut(each), address: addressOf(index) })) }
    },
    async InvitationsService_ListOrganizationInvitations({ params, query }, context) {
      const page = pageRequest(query, oldestFirst)
      const found = await listInvitations(context, { organizationId: params.organization_id, page })
      const states = query.states ?? []
      const shownOnes = found.items.filter((each) => states.length === 0 || states.includes(stateOf(each)))
      return { invitations: shownOnes.map(invitationOut), pagination: paginationOut(page, found) }
    },
    async InvitationsService_DeleteOrganizationInvitation({ params }, context) {
      await deleteInvitation(context, { organizationId: params.organization_id, id: params.invitation_id })
      return {}
    },
    async InvitationsService_GetOrganizationNameByInvitationToken({ params }, context) {
      const { invitation, organizationName } = await openInvitation(context, tokens.hashOf(params.invitation_token))
      return { organization_id: invitation.organizationId, organization_name: organizationName, tfc_synced: false }
    },
  }) satisfies Handlers<
    Operations,
    | 'InvitationsService_CreateOrganizationInvitations'
    | 'InvitationsService_ListOrganizationInvitations'
    | 'InvitationsService_DeleteOrganizationInvitation'
    | 'InvitationsService_GetOrganizationNameByInvitationToken'
  >
