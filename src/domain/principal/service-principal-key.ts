// What a service principal logs in with. The secret exists in the answer that shows it and nowhere else.
import { randomBytes } from 'node:crypto'
import type { Instant } from '../clock.ts'
import type { ServicePrincipalKey } from './principal.ts'

/** The keyed hash (hex) of a secret. The server key lies beside it; what protects a secret is its 256 random bits. */
export type HashSecret = (serverKey: Uint8Array, secret: string) => string

/** A key as it is shown once, when it is made. */
export interface IssuedKey {
  readonly key: ServicePrincipalKey
  /** 256 random bits, base64url: needs no percent-encoding wherever a client puts it. */
  readonly clientSecret: string
}

// Clients cache tokens by client id alone, whatever the server (hcp-sdk-go auth/tokencache): an id that another server
// could also give would make them send that server's token here. The prefix tells people where an id belongs.
const CLIENT_ID_PREFIX = 'assay-'
const CLIENT_ID_BYTES = 16
const SECRET_BYTES = 32

/** Makes a key that no server has made before. Nothing is written. */
export function issueKey(principalId: string, createdAt: Instant, hash: (secret: string) => string): IssuedKey {
  const clientSecret = randomBytes(SECRET_BYTES).toString('base64url')
  const clientId = CLIENT_ID_PREFIX + randomBytes(CLIENT_ID_BYTES).toString('hex')
  return { key: { clientId, principalId, secretHash: hash(clientSecret), createdAt }, clientSecret }
}
