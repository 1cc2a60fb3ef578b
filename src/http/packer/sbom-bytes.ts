import { invalidArgument } from '../../domain/errors.ts'

// As Go's encoding/json has it, and what is for URLs.
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/

/** A compressed SBOM as messages have it; refuses (`invalid_argument`) a field that is not base64. */
export function sbomBytesIn(field: string, text: string): Uint8Array {
  if (!BASE64.test(text)) throw invalidArgument(field, 'must be base64')
  return Buffer.from(text, 'base64')
}
