import type { Edge, Page, PageRequest } from '../../domain/page.ts'

const AT_ONCE = 100

/** All of a list, the oldest first, a page of it at a time. */
export async function* everyItem<Item>(
  list: (page: PageRequest<'createdAt'>) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, void> {
  const order = [{ field: 'createdAt', descending: false }] as const
  for (let edge = null as Edge | null; ;) {
    const { items, next } = await list({ size: AT_ONCE, order, edge })
    yield* items
    if (next === null) return
    edge = next
  }
}
