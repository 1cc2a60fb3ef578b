import { createZstdDecompress } from 'node:zlib'

/** The largest document that is unpacked, in bytes; the largest real ones are a few megabytes. */
const LARGEST_DOCUMENT = 64 * 1024 * 1024

/**
 * The document inside a zstd upload, piece by piece, so that neither a large one nor one made to explode fills the
 * memory. Throws when the bytes are not zstd, are cut short, or unpack to more than the limit.
 */
export async function* decompress(compressed: Uint8Array): AsyncGenerator<Uint8Array> {
  let total = 0
  // Node's decoder ends after one frame; a stream may be several.
  for (let rest = compressed; rest.length > 0;) {
    const decoder = createZstdDecompress()
    decoder.end(rest)
    for await (const piece of decoder as AsyncIterable<Uint8Array>) {
      total += piece.length
      if (total > LARGEST_DOCUMENT) throw new RangeError(`the document unpacks to more than ${LARGEST_DOCUMENT} bytes`)
      yield piece
    }
    rest = rest.subarray(decoder.bytesWritten)
  }
}
