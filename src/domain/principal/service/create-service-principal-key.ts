import { authorize } from '../../authorize.ts'
import { makeChange } from '../../change.ts'
import type { Context } from '../../context.ts'
import { fail, unavailable } from '../../errors.ts'
import type { Location } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireServicePrincipal } from './require-service-principal.ts'
import {
  type Credentials,
  type HashSecret,
  type KeepCredentials,
  keyFor,
  newCredentials,
} from './service-principal-key.ts'

export interface CreateServicePrincipalKey {
  readonly location: Location
  readonly principalId: string
}

/**
 * Gives a service principal of the project one more key. Its secret is told to `keep`, before the key counts, and in the
 * answer, and is kept nowhere else. Needs the admin role; throws `not_found` when the project has no such principal.
 */
export async function createServicePrincipalKey(
  context: Context,
  { location, principalId }: CreateServicePrincipalKey,
  { hashSecret, keep }: { readonly hashSecret: HashSecret; readonly keep: KeepCredentials<Credentials> },
): Promise<Credentials> {
  authorize(context, 'service-principal-key.create', location)
  await requireServicePrincipal(context.store, location, principalId)
  const credentials = newCredentials()
  await keep(credentials)
  await makeChange(context, location, async (change) => {
    const { tx } = change
    const principal = await requireServicePrincipal(tx, location, principalId)
    const serverKey = (await tx.serverKey.find()) ?? fail(unavailable('the server has not been initialised yet'))
    const made = { principalId: principal.id, createdAt: change.now }
    await tx.principals.insertKey(keyFor(credentials, made, (secret) => hashSecret(serverKey, secret)))
    const payload = { servicePrincipal: { id: principal.id, name: principal.name }, clientId: credentials.clientId }
    recordEvent(change, { kind: 'service-principal-key.created', payload })
  })
  return credentials
}
