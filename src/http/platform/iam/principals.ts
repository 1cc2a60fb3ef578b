// Principals of all kinds, each in the form of its own kind's messages.
import type { Operations, Schemas } from '../../../contract/generated/iam-2019-12-10.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import { getCallerIdentity } from '../../../domain/principal/get-caller-identity.ts'
import { getPrincipals, type KnownPrincipal, searchPrincipals } from '../../../domain/principal/get-principals.ts'
import type { PrincipalKind } from '../../../domain/principal/principal.ts'
import type { Handlers } from '../../binding/handler.ts'
import { pageQuery, pageRequest, paginationOut } from '../../wire/paging.ts'
import { groupOut } from './groups.ts'
import { resourceNameOf } from './resource-names.ts'
import { servicePrincipalOut } from './service-principals.ts'
import { oldestFirst, userOut } from './users.ts'

const kindOut = {
  service: 'PRINCIPAL_TYPE_SERVICE',
  user: 'PRINCIPAL_TYPE_USER',
  group: 'PRINCIPAL_TYPE_GROUP',
} as const satisfies Record<PrincipalKind, Schemas['hashicorp.cloud.iam.PrincipalType']>

const principalOut = (
  { principal, account }: KnownPrincipal,
  groupIds: readonly string[],
): Outgoing<Schemas['hashicorp.cloud.iam.Principal']> => ({
  id: principal.id,
  type: kindOut[principal.kind],
  service: principal.kind === 'service' ? servicePrincipalOut(principal) : null,
  user: principal.kind === 'user' ? userOut(principal, account) : null,
  group: principal.kind === 'group' ? groupOut({ principal, memberCount: 0 }) : null,
  group_ids: groupIds,
})

const kindsIn = (types: readonly string[]): readonly PrincipalKind[] =>
  (Object.keys(kindOut) as PrincipalKind[]).filter((kind) => types.includes(kindOut[kind]))

export const principalHandlers = {
  async IamService_GetCallerIdentity(_request, context) {
    const { groupIds, ...known } = await getCallerIdentity(context)
    return { principal: principalOut(known, groupIds) }
  },
  async IamService_BatchGetPrincipals({ params, query }, context) {
    const ids = query.principal_ids ?? []
    const found = await getPrincipals(context, { organizationId: params.organization_id, ids })
    return { principals: found.map((known) => principalOut(known, [])) }
  },
  async IamService_SearchPrincipals({ params, body }, context) {
    const { principal_types: types = [], search_text: text = '' } = body.filter ?? {}
    const page = pageRequest(pageQuery(body.pagination ?? {}), oldestFirst)
    const search = { organizationId: params.organization_id, kinds: kindsIn(types), text, page }
    const found = await searchPrincipals(context, search)
    return {
      principals: found.items.map((principal) => ({
        id: principal.id,
        name: principal.displayName,
        email: principal.kind === 'user' ? principal.name : '',
        identity_types: [],
        principal_type: kindOut[principal.kind],
        resource_name: resourceNameOf(principal),
      })),
      pagination: paginationOut(page, found),
    }
  },
} satisfies Handlers<
  Operations,
  'IamService_GetCallerIdentity' | 'IamService_BatchGetPrincipals' | 'IamService_SearchPrincipals'
>
