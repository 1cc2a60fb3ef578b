import { Readable } from 'node:stream'

/**
 * A stream of the pieces that were taken to see how it begins, and of the rest. However it ends, read or not, so does the
 * rest: a generator that was never asked for anything does not run its `finally`, and this one has been.
 */
export function rejoin<Piece extends string | Uint8Array>(
  begun: readonly Piece[],
  rest: AsyncGenerator<Piece, void>,
): Readable {
  const stream = Readable.from(joined(begun, rest), { objectMode: false })
  stream.once('close', () => {
    // Why it failed, if it did, was told to whoever read it.
    rest.return().catch(() => undefined)
  })
  return stream
}

async function* joined<Piece>(begun: readonly Piece[], rest: AsyncGenerator<Piece>): AsyncGenerator<Piece> {
  yield* begun
  yield* rest
}
