import { authorize } from '../../authorize.ts'
import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { resourceOf } from '../../location.ts'
import { fail, resourceExhausted, unavailable } from '../../errors.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import type { Principal, ServicePrincipalKey } from '../principal.ts'
import { requireReach } from '../role/require-reach.ts'
import { requireServicePrincipal, type ServicePrincipalRef } from './service-principal.ts'
import {
  type Credentials,
  type HashSecret,
  type KeepCredentials,
  keyFor,
  newCredentials,
} from './service-principal-key.ts'

export interface KeyMaking {
  readonly hashSecret: HashSecret
  /** Gets the secret before the key is stored. */
  readonly keep: KeepCredentials<Credentials>
  /** How many keys one principal may have. */
  readonly limit: number
}

/**
 * Creates another key for a service principal. Its secret goes to `keep`, before the key is stored, and into the result, and
 * nowhere else. Throws `permission_denied` when the principal has a role that the actor may not grant, `not_found` when there is
 * no such principal, and `resource_exhausted` when it has as many keys as it may.
 */
export async function createServicePrincipalKey(
  context: Context,
  ref: ServicePrincipalRef,
  { hashSecret, keep, limit }: KeyMaking,
): Promise<NewKey> {
  authorize(context, 'service-principal-key.create', resourceOf(ref.home))
  await requireReach(context, context.store, await requireServicePrincipal(context.store, ref))
  const credentials = newCredentials()
  await keep(credentials)
  return changeHome(context, 'service-principal-key.create', ref.home, async (change) => {
    const { tx } = change
    const principal = await requireServicePrincipal(tx, ref)
    await requireReach(context, tx, principal)
    if ((await tx.principals.listKeys(principal.id)).length >= limit)
      throw resourceExhausted(
        `service principal "${principal.name}" has ${limit} keys, as many as it may: delete one that nobody uses`,
      )
    const serverKey = (await tx.serverKey.find()) ?? fail(unavailable('the server has not been initialised yet'))
    const made = { principalId: principal.id, createdAt: change.now }
    const key = keyFor(credentials, made, (secret) => hashSecret(serverKey, secret))
    await tx.principals.insertKey(key)
    const payload = { servicePrincipal: { id: principal.id, name: principal.name }, clientId: credentials.clientId }
    recordEvent(change, { kind: 'service-principal-key.created', payload })
    return { ...credentials, principal, key }
  })
}

export interface NewKey extends Credentials {
  readonly principal: Principal
  readonly key: ServicePrincipalKey
}
