// What the use cases of users begin with: finding a user, and requiring that the actor is one.
import type { Context } from '../../context.ts'
import { fail, failedPrecondition, notFound } from '../../errors.ts'
import type { Ports } from '../../store.ts'
import type { Actor, Principal } from '../principal.ts'
import type { UserAccount } from './user.ts'

/** A user: the principal, and the account that it signs in with. */
export interface User {
  readonly principal: Principal
  readonly account: UserAccount
}

/** The context of use cases that run before the caller has authenticated. */
export type Unsigned = Omit<Context, 'actor'>

/** The actor for what a user does to itself. It has no roles, because no permission is checked for that. */
export const actorFor = ({ id, name }: Principal): Actor => ({ type: 'user', id, name, roles: [] })

/** The user as events record it. */
export const named = ({ principal: { id, displayName }, account: { email } }: User) => ({
  id,
  name: displayName,
  email,
})

export async function findUser({ principals, users }: Ports, id: string): Promise<User | undefined> {
  const account = await users.find(id)
  const principal = account && (await principals.find(id))
  return principal && { principal, account }
}

/** A user of another organization gives the same `not_found` as one that does not exist. */
export async function requireUser(ports: Ports, organizationId: string, id: string): Promise<User> {
  const user = await findUser(ports, id)
  return user?.principal.organizationId === organizationId ? user : fail(notFound('user', id))
}

/** The actor as a user. Throws `failed_precondition` for any other actor: it has no password, second factor or sessions. */
export async function requireSelf({ actor }: Pick<Context, 'actor'>, ports: Ports): Promise<User> {
  const self = actor.type === 'user' ? await findUser(ports, actor.id) : undefined
  return (
    self ??
    fail(failedPrecondition(`"${actor.name}" is no person: this is only for people, who sign in and have an address`))
  )
}

/** The home of changes to a user: the organization, and no project. */
export const homeOf = ({ organizationId }: Pick<Principal, 'organizationId'>) => ({ organizationId, projectId: null })
