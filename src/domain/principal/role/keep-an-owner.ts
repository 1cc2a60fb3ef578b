import type { Change } from '../../context.ts'
import { failedPrecondition } from '../../errors.ts'
import type { Home } from '../../location.ts'
import type { Ports } from '../../store.ts'

/** Whether anybody who may sign in owns the organization, by a role of their own or by a group. */
async function isOwned({ roles, groups, principals }: Ports, organizationId: string): Promise<boolean> {
  const bindings = await roles.list({ type: 'organization', id: organizationId })
  const owners = await principals.findMany(
    bindings.filter(({ role }) => role === 'owner').map(({ principalId }) => principalId),
  )
  if (owners.some(({ kind, disabledAt }) => kind !== 'group' && disabledAt === null)) return true
  for (const { id } of owners.filter(({ kind }) => kind === 'group')) {
    const members = await principals.findMany(await groups.listMembers(id))
    if (members.some(({ disabledAt }) => disabledAt === null)) return true
  }
  return false
}

/**
 * Does what may take an owner away. Refused (`failed_precondition`) when it leaves an organization without one that had one:
 * nobody could give the role to anybody any more.
 */
export async function keepAnOwner<Result>(change: Change<Home>, work: () => Promise<Result>): Promise<Result> {
  const { tx, location } = change
  const wasOwned = await isOwned(tx, location.organizationId)
  const result = await work()
  if (wasOwned && !(await isOwned(tx, location.organizationId)))
    throw failedPrecondition('this would leave the organization without an owner: make somebody else an owner first')
  return result
}
