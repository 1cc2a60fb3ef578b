import type { Context } from '../context.ts'
import { fail, notFound } from '../errors.ts'
import type { Principal } from './principal.ts'

export interface CallerIdentity {
  readonly principal: Principal
  readonly groupIds: readonly string[]
}

/** Who the actor is. Everybody may ask that of themselves. */
export async function getCallerIdentity({ actor, store }: Context): Promise<CallerIdentity> {
  const principal = (await store.principals.find(actor.id)) ?? fail(notFound('principal', actor.name))
  return { principal, groupIds: await store.groups.listGroups(principal.id) }
}
