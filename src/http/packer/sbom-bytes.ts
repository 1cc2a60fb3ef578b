import { invalidArgument } from '../../domain/errors.ts'

// Standard base64, as Go's encoding/json writes it, and its URL-safe alphabet.
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/

/** Decodes the compressed SBOM in a message; throws `invalid_argument` when the field is not base64. */
export function sbomBytesIn(field: string, text: string): Uint8Array {
  if (!BASE64.test(text)) throw invalidArgument(field, 'must be base64')
  return Buffer.from(text, 'base64')
}
