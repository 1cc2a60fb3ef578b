import { isAllowed, isAllowedSomewhere } from '../authorize.ts'
import type { Context } from '../context.ts'
import { invalidArgument, permissionDenied, shown } from '../errors.ts'
import { deniedOf, resourceOf } from '../location.ts'
import type { Page, PageRequest } from '../page.ts'
import type { Principal } from './principal.ts'
import type { UserAccount } from './user/user.ts'

const MOST = 1000

/** Allows actors that may see users, that may grant roles somewhere in the organization, or that manage a group of it. */
function authorizeLookUp(context: Context, organizationId: string): void {
  if (isAllowed(context, 'user.get', { organizationId })) return
  if (isAllowedSomewhere(context, 'policy.set', organizationId)) return
  if (isAllowedSomewhere(context, 'group.update', organizationId)) return
  throw permissionDenied(
    `principal "${context.actor.name}" needs the admin role in organization ${organizationId}`,
    deniedOf('user.get', { organizationId }),
  )
}

export interface KnownPrincipal {
  readonly principal: Principal
  /** The user's account; null for other principals. */
  readonly account: UserAccount | null
}

/**
 * The organization's principals with these ids, in the given order, of any kind and any home: a caller may grant a role to any
 * id it knows. One unknown id fails the whole call with `invalid_argument`. Terraform makes this call before it grants a role
 * (hcp provider, internal/provider/iampolicy).
 */
export async function getPrincipals(
  context: Context,
  { organizationId, ids }: { readonly organizationId: string; readonly ids: readonly string[] },
): Promise<readonly KnownPrincipal[]> {
  authorizeLookUp(context, organizationId)
  if (ids.length > MOST) throw invalidArgument('principal_ids', `may be at most ${MOST} at once`)
  const { principals, users } = context.store
  const found = await principals.findMany([...new Set(ids)])
  const byId = new Map(found.map((principal) => [principal.id, principal]))
  const people = found.filter(({ kind }) => kind === 'user').map(({ id }) => id)
  const accounts = new Map((await users.findMany(people)).map((account) => [account.id, account]))
  return ids.map((id) => {
    const principal = byId.get(id)
    if (principal?.organizationId === organizationId) return { principal, account: accounts.get(id) ?? null }
    throw invalidArgument('principal_ids', `the organization has no principal "${shown(id)}"`)
  })
}

export interface PrincipalSearch {
  readonly organizationId: string
  /** Empty for all. */
  readonly kinds: readonly Principal['kind'][]
  /** Part of a name or id, in upper or lower case; empty for all. */
  readonly text: string
  readonly page: PageRequest<'createdAt'>
}

/**
 * The matching principals of the organization and its projects, oldest first: users, groups, and those service principals that
 * the actor may see.
 */
export async function searchPrincipals(
  context: Context,
  { organizationId, kinds, text, page }: PrincipalSearch,
): Promise<Page<Principal>> {
  authorizeLookUp(context, organizationId)
  const wanted = text.toLowerCase()
  return context.store.principals.search(
    organizationId,
    page,
    (principal) =>
      (kinds.length === 0 || kinds.includes(principal.kind)) &&
      (principal.kind !== 'service' || isAllowed(context, 'service-principal.get', resourceOf(principal))) &&
      [principal.id, principal.name, principal.displayName].some((each) => each.toLowerCase().includes(wanted)),
  )
}
