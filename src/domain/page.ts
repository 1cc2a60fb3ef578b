// Keyset pages: a page is bounded by the values of the row at its edge, never by an offset, so that paging stays correct while
// rows are inserted and deleted. http/ makes the tokens that clients see from these edges.

import type { Instant } from './clock.ts'

export interface Order<Field extends string> {
  readonly field: Field
  readonly descending: boolean
}

/** The row after or before which a page begins: the values of the order's fields, the id last. */
export interface Edge {
  readonly direction: 'after' | 'before'
  readonly values: readonly (string | number)[]
}

export interface PageRequest<Field extends string> {
  /** The most rows. Null asks for all of them, and is only for lists that are bounded by nature. */
  readonly size: number | null
  readonly order: readonly Order<Field>[]
  readonly edge: Edge | null
}

/** Where a page begins and ends; null where nothing follows or precedes it. */
export interface PageEdges {
  readonly next: Edge | null
  readonly previous: Edge | null
}

export interface Page<Item> extends PageEdges {
  readonly items: readonly Item[]
}

/**
 * A page of search results. A page examines a limited number of rows, so that it may be short or even empty although another
 * page follows.
 */
export interface SearchedPage<Item> extends Page<Item> {
  /** When the last event that was examined happened, if the page ended at that limit; otherwise null. */
  readonly searchedUntil: Instant | null
}

/**
 * A page of items that may be large. The items are chosen up front, and each is read when the consumer gets to it; an item that
 * was deleted by then is left out.
 */
export interface StreamedPage<Item> extends PageEdges {
  readonly items: AsyncIterable<Item>
}

/** More than any list of real images needs, and little enough that one response does not hold up the others. */
const PAGE_BYTES = 4 * 1024 * 1024

/** How many rows of these sizes in bytes fit on one page: at least one, so that paging always advances. */
export function howManyFit(weights: readonly number[]): number {
  let room = PAGE_BYTES
  const beyond = weights.findIndex((bytes) => (room -= bytes) < 0)
  return beyond === -1 ? weights.length : Math.max(1, beyond)
}

interface Walk<Field extends string> {
  readonly order: readonly Order<Field>[]
  /** The rows of each page. */
  readonly size: number
}

export const OLDEST_FIRST = { order: [{ field: 'createdAt', descending: false }], size: 100 } as const

/** All items of a list in order. Fetches a page only when the consumer has taken all items of the previous one. */
export async function* everyItem<Item, Field extends string>(
  { order, size }: Walk<Field>,
  list: (page: PageRequest<Field>) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, void> {
  for (let edge = null as Edge | null; ;) {
    const { items, next } = await list({ size, order, edge })
    yield* items
    if (next === null) return
    edge = next
  }
}
