import { createHmac } from 'node:crypto'
import { areEqual } from './secret-hash.ts'

/** Whether Terraform, which has the key, signed these very bytes: hex HMAC-SHA512, compared in constant time. */
export const isSignedBy = (hmacKey: string, body: Uint8Array, signature: string): boolean =>
  areEqual(createHmac('sha512', hmacKey).update(body).digest(), Buffer.from(signature, 'hex'))
