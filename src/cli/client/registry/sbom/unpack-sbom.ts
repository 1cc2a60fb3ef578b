import { reasonOf } from '../../../../domain/errors.ts'
import { decompress } from '../../../../domain/catalog/sbom/decompress.ts'
import { ClientFailure } from '../../client-failure.ts'
import { isZstd } from './download-sbom.ts'

/**
 * The document, within the limits that registries unpack within. Throws `ClientFailure` where it exceeds one or breaks off: what
 * keeps the documents of a registry may send anything.
 */
export async function unpackSbom(bytes: Uint8Array): Promise<Uint8Array> {
  if (!isZstd(bytes)) return bytes
  try {
    return Buffer.concat(await Array.fromAsync(decompress(bytes)))
  } catch (error) {
    const reason = reasonOf(error)
    throw new ClientFailure('failed', `the document cannot be unpacked, and nothing of it is written: ${reason}`, error)
  }
}
