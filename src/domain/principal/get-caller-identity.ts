import type { Context } from '../context.ts'
import { fail, notFound } from '../errors.ts'
import type { ServicePrincipal } from './principal.ts'

/** Who the actor is. Everybody may ask that of themselves. */
export async function getCallerIdentity({ actor, store }: Context): Promise<ServicePrincipal> {
  return (await store.principals.findServicePrincipal(actor.id)) ?? fail(notFound('service principal', actor.name))
}
