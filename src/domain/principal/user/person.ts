// What use cases of people begin with: who somebody is, and that they are a person.
import type { Context } from '../../context.ts'
import { fail, failedPrecondition, notFound } from '../../errors.ts'
import type { Ports } from '../../store.ts'
import type { Actor, Principal } from '../principal.ts'
import type { UserAccount } from './user.ts'

/** A person: who they are, and what they sign in by. */
export interface User {
  readonly principal: Principal
  readonly account: UserAccount
}

/** What is done before anybody can have said who they are is given this. */
export type Unsigned = Omit<Context, 'actor'>

/** As whom a person acts; what they may do is not asked for what they do to themselves. */
export const actorFor = ({ id, name }: Principal): Actor => ({ type: 'user', id, name, roles: [] })

/** As events name them. */
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

/** A person of another organization is refused (`not_found`) in the words of one that does not exist. */
export async function requireUser(ports: Ports, organizationId: string, id: string): Promise<User> {
  const user = await findUser(ports, id)
  return user?.principal.organizationId === organizationId ? user : fail(notFound('user', id))
}

/** Who asks. Throws `failed_precondition` for a service: it has no password, no second factor and no sessions. */
export async function requireSelf({ actor }: Pick<Context, 'actor'>, ports: Ports): Promise<User> {
  const self = actor.type === 'user' ? await findUser(ports, actor.id) : undefined
  return (
    self ??
    fail(failedPrecondition(`"${actor.name}" is no person: this is only for people, who sign in and have an address`))
  )
}

/** Where what happens to a person happens. */
export const homeOf = ({ organizationId }: Pick<Principal, 'organizationId'>) => ({ organizationId, projectId: null })
