// Pages of what no index knows, such as a text that is part of another: rows are looked through in order, so many by one
// statement and no more, until a page is full.
import type { Page } from '../../domain/page.ts'
import { breathing, LONG_BATCH } from './batches.ts'
import { fetchFittingPage, type PageQuery } from './keyset.ts'

/** The page that was asked for of those rows that fit. Where others follow, it may be that none of them fits. */
export async function fetchSiftedPage<DB, TB extends keyof DB, Row, Field extends string>(
  { request, ...page }: PageQuery<DB, TB, Row, Field>,
  fits: (row: Row) => boolean,
): Promise<Page<Row>> {
  const breathe = breathing()
  const backwards = request.edge?.direction === 'before'
  const items: Row[] = []
  let first: Page<Row> | undefined
  for (let { edge, size } = request; ; size = LONG_BATCH) {
    const missing = request.size === null ? Infinity : request.size - items.length
    const step = await fetchFittingPage({ ...page, request: { ...request, size, edge } }, async (rows) => {
      let found = 0
      const last = rows.findIndex((row) => fits(row) && (found += 1) === missing)
      return last === -1 ? rows.length : last + 1
    })
    const fitting = step.items.filter(fits)
    if (backwards) items.unshift(...fitting)
    else items.push(...fitting)
    first ??= step
    edge = backwards ? step.previous : step.next
    if (edge === null || fitting.length === missing)
      return backwards ? { items, next: first.next, previous: edge } : { items, next: edge, previous: first.previous }
    await breathe()
  }
}
