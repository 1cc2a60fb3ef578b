import type { Change } from '../../context.ts'
import { alreadyExists } from '../../errors.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { newPrincipal } from '../principal.ts'
import { named, type User } from './person.ts'

interface NewUser {
  readonly email: string
  readonly displayName: string
  readonly passwordHash: string | null
}

/**
 * Creates a user and deletes all other open invitations for the email. Throws `already_exists` when the organization has a user
 * with that email.
 */
export async function makeUser(change: Change<Home>, { email, displayName, passwordHash }: NewUser): Promise<User> {
  const { tx, now, newId, location } = change
  const { organizationId } = location
  if ((await tx.users.findByEmail(organizationId, email)) !== undefined) throw alreadyExists('user', email)
  const id = newId()
  const home = { organizationId, projectId: null }
  const principal = newPrincipal({ id, kind: 'user', ...home, name: email, displayName, createdAt: now })
  const nothingYet = { oneTimeSecret: null, secondFactorSince: null, usedStep: null }
  const account = { id, organizationId, email, passwordHash, ...nothingYet, createdAt: now }
  await tx.principals.insert(principal)
  if (!(await tx.users.insert(account))) throw alreadyExists('user', email)
  await tx.invitations.deleteOpen(organizationId, email)
  const user = { principal, account }
  recordEvent(change, { kind: 'user.created', payload: { user: named(user) } })
  return user
}
