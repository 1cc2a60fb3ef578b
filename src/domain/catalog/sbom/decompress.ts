import { constants, createZstdDecompress } from 'node:zlib'
import { LARGEST_WINDOW_LOG, MOST_FRAMES } from './zstd-window.ts'

/** The largest document that is unpacked, in bytes; the largest real ones have a few megabytes. Clients have the same limit. */
export const LARGEST_DOCUMENT = 64 * 1024 * 1024
const PARAMS = { [constants.ZSTD_d_windowLogMax]: LARGEST_WINDOW_LOG }

/**
 * Unpacks the document in a zstd upload piece by piece, so that neither a large document nor a decompression bomb fills the
 * memory or keeps the processor busy. Throws when the bytes are not zstd, are cut short, need a larger window than
 * LARGEST_WINDOW, or exceed a limit.
 */
export async function* decompress(compressed: Uint8Array): AsyncGenerator<Uint8Array, void> {
  let total = 0
  let frames = 0
  // Node's decoder ends after one frame; a document may have several.
  for (let rest = compressed; rest.length > 0;) {
    if (++frames > MOST_FRAMES) throw new RangeError(`the document has more than ${MOST_FRAMES} frames`)
    const decoder = createZstdDecompress({ params: PARAMS })
    decoder.end(rest)
    for await (const piece of decoder as AsyncIterable<Uint8Array>) {
      total += piece.length
      if (total > LARGEST_DOCUMENT) throw new RangeError(`the document unpacks to more than ${LARGEST_DOCUMENT} bytes`)
      yield piece
    }
    rest = rest.subarray(decoder.bytesWritten)
  }
}
