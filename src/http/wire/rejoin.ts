import { Readable } from 'node:stream'

/**
 * A stream of the pieces that were read in advance, followed by the rest. However the stream ends, read or not, the rest is
 * ended too and runs its `finally`: a generator does so only once it has been started, and this one has been.
 */
export function rejoin<Piece extends string | Uint8Array>(
  begun: readonly Piece[],
  rest: AsyncGenerator<Piece, void>,
): Readable {
  const stream = Readable.from(joined(begun, rest), { objectMode: false })
  stream.once('close', () => {
    // The reader of the stream has received the error, if there was one.
    rest.return().catch(() => undefined)
  })
  return stream
}

async function* joined<Piece>(begun: readonly Piece[], rest: AsyncGenerator<Piece>): AsyncGenerator<Piece> {
  yield* begun
  yield* rest
}
