import { reasonOf } from '../../../../domain/errors.ts'
import { decompress } from '../../../../domain/catalog/sbom/decompress.ts'
import { ClientFailure } from '../../client-failure.ts'
import { isZstd } from './download-sbom.ts'

/**
 * Decompresses an SBOM within the limits that registries have. Throws `ClientFailure` if it exceeds one or is cut short: the storage behind
 * a registry may send anything.
 */
export async function unpackSbom(bytes: Uint8Array): Promise<Uint8Array> {
  if (!isZstd(bytes)) return bytes
  try {
    return Buffer.concat(await Array.fromAsync(decompress(bytes)))
  } catch (error) {
    const reason = reasonOf(error)
    throw new ClientFailure('failed', `the document cannot be unpacked, so nothing was written: ${reason}`, error)
  }
}
