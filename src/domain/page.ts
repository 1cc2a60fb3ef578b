// Keyset pages: a page is cut by the values of the row at its edge, never by an offset, so that it stays right while
// rows come and go. The tokens that clients see are made of these edges in http/.

import type { Instant } from './clock.ts'

export interface Order<Field extends string> {
  readonly field: Field
  readonly descending: boolean
}

/** The row beside which a page begins: the values of the order's fields, the id last. */
export interface Edge {
  readonly direction: 'after' | 'before'
  readonly values: readonly (string | number)[]
}

export interface PageRequest<Field extends string> {
  /** Rows at most; null asks for all of them and is only for lists that are bounded by nature. */
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
 * A page of a list that is looked through. It looks at so many things at most, so that it may end before it is full, or be empty,
 * and have a next one all the same.
 */
export interface SearchedPage<Item> extends Page<Item> {
  /** When the last happened that was looked at, where the page ends for that reason; else null. */
  readonly searchedUntil: Instant | null
}

/**
 * A page of what may be large. It is known which items it has, and each is read when it is asked for; one that is gone by
 * then is left out.
 */
export interface StreamedPage<Item> extends PageEdges {
  readonly items: AsyncIterable<Item>
}

/** More than any list of real images has, and less than what answering it at once would cost everybody else. */
const PAGE_BYTES = 4 * 1024 * 1024

/** Of rows that weigh so many bytes, how many one page may have: one at least, so that there is a next page. */
export function howManyFit(weights: readonly number[]): number {
  let room = PAGE_BYTES
  const beyond = weights.findIndex((bytes) => (room -= bytes) < 0)
  return beyond === -1 ? weights.length : Math.max(1, beyond)
}

interface Walk<Field extends string> {
  readonly order: readonly Order<Field>[]
  /** Of the pages that are asked for. */
  readonly size: number
}

export const OLDEST_FIRST = { order: [{ field: 'createdAt', descending: false }], size: 100 } as const

/** All of a list in an order, a page of it at a time: none is asked for before the one before has been taken. */
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
