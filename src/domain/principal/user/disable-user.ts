import { authorize } from '../../authorize.ts'
import { changeOrganization } from '../../change.ts'
import type { Change, Context } from '../../context.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { keepAnOwner } from '../role/keep-an-owner.ts'
import { inOrganization, named, requireUser, type User } from './person.ts'
import { endSignIns } from './sign-out.ts'

export interface OneUser {
  readonly organizationId: string
  readonly id: string
}

/**
 * Ends all that the person has signed in with, on every server within 5 s, and lets them in no more; history still names them.
 * Only owners disable an owner, and nobody the last one.
 */
export async function disableUser(context: Context, { organizationId, id }: OneUser): Promise<User> {
  return changeOrganization(context, 'user.disable', inOrganization(organizationId), async (change) => {
    const user = await requireUser(change.tx, organizationId, id)
    await requireOwnerForOwner(context, change, user)
    return keepAnOwner(change, () => endUser(change, user))
  })
}

/** The same, and takes the roles of the person away, with those of their groups. */
export async function removeUser(context: Context, { organizationId, id }: OneUser): Promise<User> {
  return changeOrganization(context, 'user.disable', inOrganization(organizationId), async (change) => {
    const user = await requireUser(change.tx, organizationId, id)
    await requireOwnerForOwner(context, change, user)
    return keepAnOwner(change, async () => {
      const isMember = (await change.tx.roles.listHeld(id)).length > 0
      await change.tx.roles.release(id)
      if (isMember) recordEvent(change, { kind: 'user.removed', payload: { user: named(user) } })
      return endUser(change, user)
    })
  })
}

/** Lets a person in again who was disabled; only owners an owner. */
export async function enableUser(context: Context, { organizationId, id }: OneUser): Promise<User> {
  return changeOrganization(context, 'user.disable', inOrganization(organizationId), async (change) => {
    const user = await requireUser(change.tx, organizationId, id)
    await requireOwnerForOwner(context, change, user)
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

/** Nobody gets at what owners alone may do by having an owner out, or in again. */
async function requireOwnerForOwner(context: Context, { tx }: Change<Home>, { principal }: User): Promise<void> {
  const { organizationId, id } = principal
  const held = await tx.roles.listHeld(id)
  if (held.some(({ role }) => role === 'owner')) authorize(context, 'owner.set', { organizationId })
}
