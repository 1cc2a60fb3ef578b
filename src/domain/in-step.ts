/** Goes through what is read in a certain order of ids, in step with something else of the same order. */
export interface InStep<Item> {
  /** The one of that id, each of which may be asked for once; null when it is gone, so that another comes in its place. */
  readonly take: (id: string) => Promise<Item | null>
  /** No more is read. */
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

/** The next of them; null at the end. */
export async function firstOf<Item>(items: AsyncIterator<Item>): Promise<Item | null> {
  const next = await items.next()
  return next.done === true ? null : next.value
}
