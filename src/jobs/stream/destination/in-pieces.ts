/** What one request may hold, by the documentation of whom it is for. */
export interface RequestLimits {
  readonly items: number
  readonly bytes: number
  /** That each item costs beside its own. */
  readonly overhead: number
}

export interface Sized {
  readonly bytes: number
}

/** The items in their order, as many to a piece as a request may hold. One that is too large by itself has a piece to itself. */
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
