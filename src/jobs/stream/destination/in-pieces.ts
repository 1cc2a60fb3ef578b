/** The limits of one request, from the receiver's documentation. */
export interface RequestLimits {
  readonly items: number
  readonly bytes: number
  /** The bytes that each item costs besides its own. */
  readonly overhead: number
}

export interface Sized {
  readonly bytes: number
}

/**
 * Splits items, in their order, into pieces of as many as one request may hold. An item that is too large by itself gets a piece to
 * itself.
 */
export function inPieces<Item extends Sized>(
  all: readonly Item[],
  { items, bytes, overhead }: RequestLimits,
): readonly (readonly Item[])[] {
  const pieces: Item[][] = []
  let room = 0
  for (const item of all) {
    const weight = item.bytes + overhead
    const last = pieces.at(-1)
    if (last === undefined || last.length >= items || weight > room) {
      pieces.push([item])
      room = bytes - weight
    } else {
      last.push(item)
      room -= weight
    }
  }
  return pieces
}
