import { authorize } from '../authorize.ts'
import { makeChange } from '../change.ts'
import type { Context } from '../context.ts'
import { fail, unavailable } from '../errors.ts'
import type { Location } from '../location.ts'
import { recordKey } from './record-key.ts'
import { requireServicePrincipal } from './require-service-principal.ts'
import { type HashSecret, type IssuedKey, issueKey } from './service-principal-key.ts'

export interface CreateServicePrincipalKey {
  readonly location: Location
  readonly principalId: string
}

/**
 * Gives a service principal of the project one more key. The answer is the only place where its secret is ever shown.
 * Needs the admin role; throws `not_found` when the project has no such principal.
 */
export async function createServicePrincipalKey(
  context: Context,
  { location, principalId }: CreateServicePrincipalKey,
  { hashSecret }: { readonly hashSecret: HashSecret },
): Promise<IssuedKey> {
  authorize(context, 'administer', location)
  return makeChange(context, async (tx, change) => {
    const principal = await requireServicePrincipal(tx, location, principalId)
    const serverKey = (await tx.serverKey.find()) ?? fail(unavailable('the server has not been initialised yet'))
    const issued = issueKey(principal.id, change.now, (secret) => hashSecret(serverKey, secret))
    await tx.principals.insertKey(issued.key)
    await recordKey(change, tx, { location, action: 'create', principal, clientId: issued.key.clientId })
    return issued
  })
}
