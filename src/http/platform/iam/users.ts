// Users, as the administrators of an organization see them, and as they see themselves.
import type { Operations, Schemas } from '../../../contract/generated/iam-2019-12-10.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import type { Principal } from '../../../domain/principal/principal.ts'
import { removeUser } from '../../../domain/principal/user/disable-user.ts'
import { getSelf } from '../../../domain/principal/user/get-self.ts'
import { countUsers, findUsersByEmail, getUser, getUsers, listUsers } from '../../../domain/principal/user/get-user.ts'
import type { User } from '../../../domain/principal/user/person.ts'
import { type SignsInBy, signsInBy, type UserAccount } from '../../../domain/principal/user/user.ts'
import type { Handlers } from '../../binding/handler.ts'
import { pageRequest, paginationOut } from '../../wire/paging.ts'

type IdentityType = Exclude<Schemas['hashicorp.cloud.iam.UserPrincipal.IdentityType'], 'UNSET'>

// The contract has no value for OpenID Connect.
const identityTypesOut = {
  provider: [],
  password: ['EMAIL_PASSWORD'],
  'two-factors': ['EMAIL_PASSWORD'],
} as const satisfies Record<SignsInBy, readonly IdentityType[]>

export const userOut = (
  principal: Principal,
  account: UserAccount | null,
): Outgoing<Schemas['hashicorp.cloud.iam.UserPrincipal']> => ({
  id: principal.id,
  email: principal.name,
  full_name: principal.displayName,
  ...identityOut(account === null ? [] : identityTypesOut[signsInBy(account)]),
  scim_synchronized: false,
  subject: principal.id,
  tfc_synchronized_at: null,
})

const identityOut = (types: readonly IdentityType[]) =>
  ({ identity_type: types[0] ?? 'UNSET', identity_types: types }) as const

const usersOut = (users: readonly User[]) => ({
  user_principals: users.map(({ principal, account }) => userOut(principal, account)),
})

/** The contract defines no sort fields for users and invitations. */
export const oldestFirst = { fields: {}, order: [{ field: 'createdAt', descending: false }] } as const

export const userHandlers = {
  async IamService_GetCurrentUserPrincipal(_request, context) {
    const { principal, account } = await getSelf(context)
    return { user_principal: userOut(principal, account), userinfo: null, web_portal_preferences: {} }
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
    const { principal, account } = await getUser(context, user)
    return { user_principal: userOut(principal, account) }
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
