// Sends large responses in slices, as fast as their clients read them. A response that is written whole is in memory twice more,
// copied and encrypted, for as long as its client reads nothing.
import type { BodyBudget, Holder } from './body-budget.ts'

const SLICE_BYTES = 64 * 1024
/** The largest response that is sent in one piece. */
export const SMALL_ANSWER_BYTES = 2 * SLICE_BYTES

export function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) yield bytes.subarray(start, start + SLICE_BYTES)
}

/** The pieces of a text, as bytes. A large piece waits for room and holds it while the client reads. Rejects when there is none. */
export async function* inSlices(
  pieces: AsyncIterable<string>,
  room: BodyBudget,
  { address, response }: Holder,
): AsyncGenerator<Uint8Array, void> {
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece)
    if (bytes.length <= SMALL_ANSWER_BYTES) yield bytes
    else {
      const giveBack = await room.take(bytes.length, address, () => response.closed)
      try {
        yield* slices(bytes)
      } finally {
        giveBack()
      }
    }
  }
}
