import type { Context } from '../context.ts'
import { fail, notFound } from '../errors.ts'
import type { Principal } from './principal.ts'

/** Who the actor is. Everybody may ask that of themselves. */
export async function getCallerIdentity({ actor, store }: Context): Promise<Principal> {
  return (await store.principals.find(actor.id)) ?? fail(notFound('service principal', actor.name))
}
