import type { Change } from '../../context.ts'
import { failedPrecondition } from '../../errors.ts'
import type { Home } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { Principal } from '../principal.ts'

/** Whether it has anything to get in by, and is let in. */
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

/** Whether anybody who can get in owns the organization, by a role of their own or by a group. */
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
 * Does what may take an owner away, or what one gets in by. Refused (`failed_precondition`) when it leaves an organization
 * without one who can get in that had one: nobody could give the role to anybody any more.
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
