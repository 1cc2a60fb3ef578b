import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { fail, invalidArgument, notFound } from '../../errors.ts'
import type { Page, PageRequest } from '../../page.ts'
import { requireUser, type User } from './person.ts'
import { foldedEmail, type UserAccount } from './user.ts'

interface InOrganization {
  readonly organizationId: string
}

/** One user of the organization; any other id is `not_found`. */
export async function getUser(
  context: Context,
  { organizationId, id }: InOrganization & { readonly id: string },
): Promise<User> {
  authorize(context, 'user.get', { organizationId })
  return requireUser(context.store, organizationId, id)
}

/** The users of the organization, oldest first. */
export async function listUsers(
  context: Context,
  { organizationId, page }: InOrganization & { readonly page: PageRequest<'createdAt'> },
): Promise<Page<User>> {
  authorize(context, 'user.get', { organizationId })
  const { items, ...edges } = await context.store.users.list(organizationId, page)
  return { ...edges, items: await withPrincipals(context, items) }
}

export async function countUsers(context: Context, { organizationId }: InOrganization): Promise<number> {
  authorize(context, 'user.get', { organizationId })
  return context.store.users.count(organizationId)
}

/** The users who sign in with that email: one, or none. */
export async function findUsersByEmail(
  context: Context,
  { organizationId, email }: InOrganization & { readonly email: string },
): Promise<readonly User[]> {
  authorize(context, 'user.get', { organizationId })
  const account = await context.store.users.findByEmail(organizationId, foldedEmail(email))
  return account ? withPrincipals(context, [account]) : []
}

const MOST = 1000

/** The users of the organization with these ids, each once, in the given order. Leaves out other ids. */
export async function getUsers(
  context: Context,
  { organizationId, ids }: InOrganization & { readonly ids: readonly string[] },
): Promise<readonly User[]> {
  authorize(context, 'user.get', { organizationId })
  if (ids.length > MOST) throw invalidArgument('ids', `may be at most ${MOST} at once`)
  const wanted = [...new Set(ids)]
  const found = new Map((await context.store.users.findMany(wanted)).map((account) => [account.id, account]))
  const accounts = wanted.flatMap((id) => found.get(id) ?? [])
  return withPrincipals(
    context,
    accounts.filter((account) => account.organizationId === organizationId),
  )
}

async function withPrincipals({ store }: Context, accounts: readonly UserAccount[]): Promise<readonly User[]> {
  const principals = new Map(
    (await store.principals.findMany(accounts.map(({ id }) => id))).map((principal) => [principal.id, principal]),
  )
  return accounts.map((account) => ({
    account,
    principal: principals.get(account.id) ?? fail(notFound('user', account.id)),
  }))
}
