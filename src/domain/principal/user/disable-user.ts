import { changeHome } from '../../change.ts'
import type { Change, Context } from '../../context.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { keepAnOwner } from '../role/keep-an-owner.ts'
import { requireOwnerForOwner } from '../role/require-reach.ts'
import { homeOf, named, requireUser, type User } from './person.ts'
import { endSignIns } from './sign-out.ts'

export interface OneUser {
  readonly organizationId: string
  readonly id: string
}

/**
 * Disables a user: ends all sessions and logins, on every server within 5 s, and lets the user sign in no more. The history still
 * names the user. Only an owner may disable an owner, and nobody the last one.
 */
export async function disableUser(context: Context, { organizationId, id }: OneUser): Promise<User> {
  return changeHome(context, 'user.disable', homeOf({ organizationId }), async (change) => {
    const user = await requireUser(change.tx, organizationId, id)
    await requireOwnerForOwner(context, change.tx, user.principal)
    return keepAnOwner(change, () => endUser(change, user))
  })
}

/** Disables a user, and removes the user's roles and group memberships. */
export async function removeUser(context: Context, { organizationId, id }: OneUser): Promise<User> {
  return changeHome(context, 'user.disable', homeOf({ organizationId }), async (change) => {
    const user = await requireUser(change.tx, organizationId, id)
    await requireOwnerForOwner(context, change.tx, user.principal)
    return keepAnOwner(change, async () => {
      const isMember = (await change.tx.roles.listHeld(id)).length > 0
      await change.tx.roles.release(id)
      if (isMember) recordEvent(change, { kind: 'user.removed', payload: { user: named(user) } })
      return endUser(change, user)
    })
  })
}

/** Lets a disabled user sign in again. Only an owner may enable an owner. */
export async function enableUser(context: Context, { organizationId, id }: OneUser): Promise<User> {
  return changeHome(context, 'user.disable', homeOf({ organizationId }), async (change) => {
    const user = await requireUser(change.tx, organizationId, id)
    await requireOwnerForOwner(context, change.tx, user.principal)
    if (user.principal.disabledAt === null) return user
    const principal = { ...user.principal, disabledAt: null }
    await change.tx.principals.update(principal)
    recordEvent(change, { kind: 'user.enabled', payload: { user: named(user) } })
    return { ...user, principal }
  })
}

async function endUser(change: Change<Home>, user: User): Promise<User> {
  const { tx, now } = change
  if (user.principal.disabledAt !== null) return user
  const principal = { ...user.principal, disabledAt: now }
  await tx.principals.update(principal)
  await endSignIns(tx, principal.id)
  recordEvent(change, { kind: 'user.disabled', payload: { user: named(user) } })
  return { ...user, principal }
}
