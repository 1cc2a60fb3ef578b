// The keys that service principals log in with. The database has only hashes of their secrets.
import { randomBytes } from 'node:crypto'
import type { Instant } from '../../clock.ts'
import type { ServicePrincipalKey } from '../principal.ts'

/** The keyed hash (hex) of a secret. The server key is in the same database: what protects a secret is its 256 random bits. */
export type HashSecret = (serverKey: Uint8Array, secret: string) => string

/** What a client logs in with; shown once, when the key is created. */
export interface Credentials {
  readonly clientId: string
  /** 256 random bits, base64url: needs no percent-encoding wherever a client puts it. */
  readonly clientSecret: string
}

/** Saves credentials where they survive this process, before their key is stored: a key whose secret is lost is useless. */
export type KeepCredentials<Kept extends Credentials> = (credentials: Kept) => Promise<void>

// Clients cache tokens by client id alone, whatever the server (hcp-sdk-go auth/tokencache): an id that another server
// could also issue would make them send that server's token here. The prefix tells people where an id belongs.
const CLIENT_ID_PREFIX = 'assay-'
const CLIENT_ID_BYTES = 16
const SECRET_BYTES = 32
const CLIENT_ID = new RegExp(`^${CLIENT_ID_PREFIX}[0-9a-f]{${2 * CLIENT_ID_BYTES}}$`)

/** Whether the text looks like a client id of this registry, which no secret does. */
export const hasFormOfClientId = (text: string): boolean => CLIENT_ID.test(text)

/** Credentials that no server has created before. They are useless until a key for them is stored. */
export const newCredentials = (): Credentials => ({
  clientId: CLIENT_ID_PREFIX + randomBytes(CLIENT_ID_BYTES).toString('hex'),
  clientSecret: randomBytes(SECRET_BYTES).toString('base64url'),
})

/** The key as it is stored, without the secret. */
export const keyFor = (
  { clientId, clientSecret }: Credentials,
  { principalId, createdAt }: { readonly principalId: string; readonly createdAt: Instant },
  hash: (secret: string) => string,
): ServicePrincipalKey => ({ clientId, principalId, secretHash: hash(clientSecret), createdAt })
