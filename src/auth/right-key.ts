import type { PrincipalStore } from '../domain/principal/principal-store.ts'
import type { ServicePrincipalKey } from '../domain/principal/principal.ts'
import { areEqual } from './secret-hash.ts'

// What a database may be asked for: PostgreSQL refuses NUL in a text, and no client id is longer.
const CLIENT_ID = /^[\x21-\x7e]{1,128}$/
/** Compared when there is no key, so that an unknown client id takes as long as a wrong secret. */
const NO_HASH = '0'.repeat(64)

/** The key of that client id; undefined when there is none, or when the hash is not that of its secret. */
export async function findRightKey(
  principals: Pick<PrincipalStore, 'findKey'>,
  clientId: string,
  secretHash: string,
): Promise<ServicePrincipalKey | undefined> {
  const key = CLIENT_ID.test(clientId) ? await principals.findKey(clientId) : undefined
  const isRight = areEqual(Buffer.from(key?.secretHash ?? NO_HASH, 'hex'), Buffer.from(secretHash, 'hex'))
  return isRight ? key : undefined
}
