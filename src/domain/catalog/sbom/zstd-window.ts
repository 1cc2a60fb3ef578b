// What a zstd decoder would need, read from the frame and block headers (RFC 8878 3.1) without unpacking anything.

// Packer's compressor uses this window for a document of at least this size, and cannot be configured (hashicorp/packer
// packer/provisioner.go: the best compression of klauspost/compress).
export const LARGEST_WINDOW = 32 * 1024 * 1024
export const LARGEST_WINDOW_LOG = 25

/** The longest header of a frame, with its magic number. */
export const HEAD_BYTES = 18

export interface Needed {
  /** The largest window that a frame asks for, in bytes. */
  readonly window: number
  /** How much of it is really used: no more than the largest frame unpacks to, if the frames state that. */
  readonly memory: number
}

/** Parallel compressors make a frame of every few megabytes. An empty frame has only 9 bytes but still costs 0.1 ms. */
export const MOST_FRAMES = 1000

const FRAME = 0xfd2fb528
const SKIPPABLE = 0x184d2a50
const SKIPPABLE_MASK = 0xfffffff0
const DICTIONARY_ID_BYTES = [0, 1, 2, 4]
const CONTENT_SIZE_BYTES = [0, 2, 4, 8]
const RLE = 1
const RESERVED = 3

/** What the frames need, MOST_FRAMES at most, up to the first bytes that are no frame. Zero for bytes that are not zstd. */
export function neededToUnpack(compressed: Uint8Array): Needed {
  const view = new DataView(compressed.buffer, compressed.byteOffset, compressed.byteLength)
  let window = 0
  let memory = 0
  let start = 0
  try {
    for (let frames = 0; frames < MOST_FRAMES && start < view.byteLength; frames++) {
      const magic = view.getUint32(start, true)
      if ((magic & SKIPPABLE_MASK) >>> 0 === SKIPPABLE) {
        start += 8 + view.getUint32(start + 4, true)
        continue
      }
      if (magic !== FRAME) break
      const header = headerAt(view, start + 4)
      window = Math.max(window, header.window)
      memory = Math.max(memory, Math.min(header.window, header.content))
      start = endOfBlocks(view, header.end) + header.checksumBytes
    }
  } catch (error) {
    // The document is cut short: what was read so far counts.
    if (!(error instanceof RangeError)) throw error
  }
  return { window, memory }
}

interface Header {
  readonly window: number
  /** Infinity when the frame does not state it. */
  readonly content: number
  readonly checksumBytes: number
  /** Where the first block begins. */
  readonly end: number
}

function headerAt(view: DataView, start: number): Header {
  const descriptor = view.getUint8(start)
  const isSingle = (descriptor & 0x20) !== 0
  const windowBytes = isSingle ? 0 : 1
  const sizeFlag = descriptor >> 6
  const sizeBytes = isSingle && sizeFlag === 0 ? 1 : (CONTENT_SIZE_BYTES[sizeFlag] ?? 0)
  const sizeStart = start + 1 + windowBytes + (DICTIONARY_ID_BYTES[descriptor & 3] ?? 0)
  const content = contentSize(view, sizeStart, sizeBytes)
  return {
    window: isSingle ? content : windowOf(view.getUint8(start + 1)),
    content,
    checksumBytes: (descriptor & 4) === 0 ? 0 : 4,
    end: sizeStart + sizeBytes,
  }
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3))
  return base + (base / 8) * (descriptor & 7)
}

function contentSize(view: DataView, start: number, bytes: number): number {
  if (bytes === 0) return Infinity
  if (bytes === 1) return view.getUint8(start)
  if (bytes === 2) return view.getUint16(start, true) + 256
  if (bytes === 4) return view.getUint32(start, true)
  return Number(view.getBigUint64(start, true))
}

function endOfBlocks(view: DataView, first: number): number {
  for (let start = first; ;) {
    const low = view.getUint16(start, true)
    const type = (low >> 1) & 3
    if (type === RESERVED) return view.byteLength
    const size = (low >> 3) | (view.getUint8(start + 2) << 13)
    start += 3 + (type === RLE ? 1 : size)
    if ((low & 1) === 1) return start
  }
}
