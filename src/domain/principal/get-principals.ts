import { isAllowed, isAllowedSomewhere } from '../authorize.ts'
import type { Context } from '../context.ts'
import { invalidArgument, permissionDenied, shown } from '../errors.ts'
import { deniedOf, resourceOf } from '../location.ts'
import type { Page, PageRequest } from '../page.ts'
import type { Principal } from './principal.ts'
import type { UserAccount } from './user/user.ts'

const MOST = 1000

/** Who may give roles to somebody somewhere in the organization may ask who there is; so may who looks after a group. */
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
  /** What they sign in by; null for who is no person. */
  readonly account: UserAccount | null
}

/**
 * The organization's principals of these ids, in their order, whatever they are of: whoever has an id may give it a role. One
 * that is not there makes all of it `invalid_argument`: Terraform asks so before it gives somebody a role (hcp provider,
 * internal/provider/iampolicy).
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
  /** Part of a name or id, in any case; empty for all. */
  readonly text: string
  readonly page: PageRequest<'createdAt'>
}

/**
 * The organization's principals, and those of its projects, that are called so, oldest first: people, groups, and services where
 * the actor may see those.
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
