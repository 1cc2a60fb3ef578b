// Keyed hashes of what must not be stored: client secrets and access tokens. Both are 256 random bits, so that a fast
// HMAC is enough; a password chosen by a person would need a slow hash and must not come here.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PrincipalStore } from '../domain/principal/principal-store.ts'
import type { ServicePrincipalKey } from '../domain/principal/principal.ts'
import type { HashSecret } from '../domain/principal/service-principal/service-principal-key.ts'

/** What a keyed hash is for. One key serves all, so each purpose hashes under its own name: no hash passes as another's. */
type Purpose =
  | 'client-secret'
  | 'access-token'
  | 'signed-url'
  | 'session'
  | 'invitation'
  | 'recovery-code'
  | 'half-session'
  | 'form'
  | 'login-secret'
  | 'provider'
  | 'known-browser'

/** HMAC-SHA256 of the texts under the server key, 32 bytes. Texts are kept apart: ("ab", "c") is not ("a", "bc"). */
export function keyedHash(serverKey: Uint8Array, purpose: Purpose, ...texts: readonly string[]): Buffer {
  const hmac = createHmac('sha256', serverKey).update(purpose)
  for (const text of texts) hmac.update(`\0${Buffer.byteLength(text)}\0`).update(text)
  return hmac.digest()
}

/** The hash (hex) under which a client secret is stored. */
export const hashSecret: HashSecret = (serverKey, secret) =>
  keyedHash(serverKey, 'client-secret', secret).toString('hex')

/** The hash (hex) under which an access token is stored and found. */
export const hashToken = (serverKey: Uint8Array, token: string): string =>
  keyedHash(serverKey, 'access-token', token).toString('hex')

/** Compares two hashes in a time that does not tell where they differ. */
export const areEqual = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other)

// The client ids that are looked up: PostgreSQL refuses NUL in a text, and no client id is longer.
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
