// People, as those who look after an organization see them, and as they see themselves.
import type { Operations, Schemas } from '../../../contract/generated/iam-2019-12-10.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import type { Principal } from '../../../domain/principal/principal.ts'
import { removeUser } from '../../../domain/principal/user/disable-user.ts'
import { getSelf } from '../../../domain/principal/user/get-self.ts'
import { countUsers, findUsersByEmail, getUser, getUsers, listUsers } from '../../../domain/principal/user/get-user.ts'
import type { User } from '../../../domain/principal/user/person.ts'
import type { Handlers } from '../../binding/handler.ts'
import { pageRequest, paginationOut } from '../../wire/paging.ts'

export const userOut = (principal: Principal): Outgoing<Schemas['hashicorp.cloud.iam.UserPrincipal']> => ({
  id: principal.id,
  email: principal.name,
  full_name: principal.displayName,
  identity_type: 'EMAIL_PASSWORD',
  identity_types: ['EMAIL_PASSWORD'],
  scim_synchronized: false,
  subject: principal.id,
  tfc_synchronized_at: null,
})

const usersOut = (users: readonly User[]) => ({ user_principals: users.map(({ principal }) => userOut(principal)) })

/** The contract sorts neither people nor invitations. */
export const oldestFirst = { fields: {}, order: [{ field: 'createdAt', descending: false }] } as const

export const userHandlers = {
  async IamService_GetCurrentUserPrincipal(_request, context) {
    const { principal } = await getSelf(context)
    return { user_principal: userOut(principal), userinfo: null, web_portal_preferences: {} }
  },
  async IamService_ListUserPrincipalsByOrganization({ params, query }, context) {
    const page = pageRequest(query, oldestFirst)
    const found = await listUsers(context, { organizationId: params.organization_id, page })
    return { ...usersOut(found.items), pagination: paginationOut(page, found) }
  },
  async IamService_CountUserPrincipalsByOrganization({ params }, context) {
    return { count: await countUsers(context, { organizationId: params.organization_id }) }
  },
  async IamService_GetUserPrincipalByIdInOrganization({ params }, context) {
    const user = { organizationId: params.organization_id, id: params.user_principal_id }
    return { user_principal: userOut((await getUser(context, user)).principal) }
  },
  async IamService_GetUserPrincipalsByIDsInOrganization({ params, body }, context) {
    return usersOut(await getUsers(context, { organizationId: params.organization_id, ids: body.ids ?? [] }))
  },
  async IamService_ListUserPrincipalsForOrganizationByEmail({ params, body }, context) {
    const { email = '' } = body
    return usersOut(await findUsersByEmail(context, { organizationId: params.organization_id, email }))
  },
  async IamService_DeleteOrganizationMembership({ params }, context) {
    await removeUser(context, { organizationId: params.organization_id, id: params.user_principal_id })
    return {}
  },
  async ProfileService_GetMFAStatus(_request, context) {
    const { account } = await getSelf(context)
    return { status: account.secondFactorSince === null ? 'DISABLED' : 'ENABLED' }
  },
} satisfies Handlers<
  Operations,
  | 'IamService_GetCurrentUserPrincipal'
  | 'IamService_ListUserPrincipalsByOrganization'
  | 'IamService_CountUserPrincipalsByOrganization'
  | 'IamService_GetUserPrincipalByIdInOrganization'
  | 'IamService_GetUserPrincipalsByIDsInOrganization'
  | 'IamService_ListUserPrincipalsForOrganizationByEmail'
  | 'IamService_DeleteOrganizationMembership'
  | 'ProfileService_GetMFAStatus'
>
