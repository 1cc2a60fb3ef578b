// Users, with the facts for which HCP's message has no field.
import type { Operations } from '../../../contract/generated/assay-v1.ts'
import { listUsers } from '../../../domain/principal/user/get-user.ts'
import { type SignsInBy, signsInBy } from '../../../domain/principal/user/user.ts'
import type { Handlers } from '../../binding/handler.ts'
import { pageRequest, paginationOut } from '../../wire/paging.ts'
import type { Out } from './version-in-short.ts'

const signsInByOut = {
  provider: 'PROVIDER',
  password: 'PASSWORD',
  'two-factors': 'TWO_FACTORS',
} as const satisfies Record<SignsInBy, Out<'Person'>['signs_in_by']>

const oldestFirst = { fields: {}, order: [{ field: 'createdAt', descending: false }] } as const

export const peopleHandlers = {
  async AssayService_ListPeople({ params, query }, context) {
    const page = pageRequest(query, oldestFirst)
    const found = await listUsers(context, { organizationId: params.organization_id, page })
    const people = found.items.map(({ principal, account }) => ({
      id: principal.id,
      email: account.email,
      full_name: principal.displayName,
      signs_in_by: signsInByOut[signsInBy(account)],
      created_at: principal.createdAt,
      disabled_at: principal.disabledAt,
    }))
    return { people, pagination: paginationOut(page, found) }
  },
} satisfies Handlers<Operations, 'AssayService_ListPeople'>
