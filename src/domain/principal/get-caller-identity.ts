import type { Context } from '../context.ts'
import { fail, notFound } from '../errors.ts'
import type { KnownPrincipal } from './get-principals.ts'

export interface CallerIdentity extends KnownPrincipal {
  readonly groupIds: readonly string[]
}

/** Who the actor is. Every principal may ask this about itself. */
export async function getCallerIdentity({ actor, store }: Context): Promise<CallerIdentity> {
  const principal = (await store.principals.find(actor.id)) ?? fail(notFound('principal', actor.name))
  const account = principal.kind === 'user' ? await store.users.find(principal.id) : null
  return { principal, account: account ?? null, groupIds: await store.groups.listGroups(principal.id) }
}
