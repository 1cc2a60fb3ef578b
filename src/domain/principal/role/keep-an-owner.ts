import type { Change } from '../../context.ts'
import { failedPrecondition } from '../../errors.ts'
import type { Home } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { Principal } from '../principal.ts'

/** Whether the principal is enabled and has a key, a provider or a password to sign in with. */
async function canGetIn(
  { principals, workloads, users, identities }: Ports,
  { id, kind, disabledAt }: Principal,
): Promise<boolean> {
  if (disabledAt !== null) return false
  if (kind === 'service') return (await principals.listKeys(id)).length + (await workloads.list(id)).length > 0
  const account = await users.find(id)
  if (account === undefined) return false
  return account.passwordHash !== null || (await identities.list(id)).length > 0
}

/** Whether the organization has an owner who can sign in, by a role of its own or by that of a group. */
async function isOwned(tx: Ports, organizationId: string): Promise<boolean> {
  const { roles, groups, principals } = tx
  const bindings = await roles.list({ type: 'organization', id: organizationId })
  const owners = await principals.findMany(
    bindings.filter(({ role }) => role === 'owner').map(({ principalId }) => principalId),
  )
  for (const owner of owners) {
    const who = owner.kind === 'group' ? await principals.findMany(await groups.listMembers(owner.id)) : [owner]
    for (const each of who) if (await canGetIn(tx, each)) return true
  }
  return false
}

/**
 * Runs `work`, which may remove an owner or an owner's way to sign in. Throws `failed_precondition` when the organization had an
 * owner who can sign in and has none afterwards: nobody could grant the owner role any more.
 */
export async function keepAnOwner<Result>(change: Change<Home>, work: () => Promise<Result>): Promise<Result> {
  const { tx, location } = change
  const wasOwned = await isOwned(tx, location.organizationId)
  const result = await work()
  if (wasOwned && !(await isOwned(tx, location.organizationId)))
    throw failedPrecondition(
      'this would leave the organization without an owner who can get in: make another one, or another key of this one, first',
    )
  return result
}
