/** Reads a stream of items in step with a caller that asks for their ids in the same order. */
export interface InStep<Item> {
  /** Returns the item with that id; null when it was deleted, so that a later item comes next. Ask for each id only once. */
  readonly take: (id: string) => Promise<Item | null>
  /** Stops reading. */
  readonly end: () => Promise<void>
}

export function inStep<Item extends { readonly id: string }>(items: AsyncIterable<Item>): InStep<Item> {
  const inTurn = items[Symbol.asyncIterator]()
  let ahead: Item | null = null
  return {
    async take(id) {
      ahead ??= await firstOf(inTurn)
      if (ahead?.id !== id) return null
      const taken = ahead
      ahead = null
      return taken
    },
    async end() {
      await inTurn.return?.()
    },
  }
}

/** The next item; null at the end. */
export async function firstOf<Item>(items: AsyncIterator<Item>): Promise<Item | null> {
  const next = await items.next()
  return next.done === true ? null : next.value
}
