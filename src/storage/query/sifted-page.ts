// Pages of what no index knows, such as a text that is part of another: rows are looked through in order, so many by one
// statement and no more, until a page is full.
import { howManyFit, type Page } from '../../domain/page.ts'
import { breathing } from './batches.ts'
import { edgesOf, fetchFittingPage, type PageQuery } from './keyset.ts'

export interface Sieve<Row> {
  readonly fits: (row: Row) => boolean
  /** Of one that fits: what the page weighs is bounded as well. */
  readonly bytesOf: (row: Row) => number
  /** How many rows one statement looks at. */
  readonly piece: number
}

/** Of rows so small that a page of them is never too much. */
export const weightless = (): number => 0

/**
 * The page that was asked for of those rows that fit: where others follow, another one fits. It begins and ends at those, so
 * that its edges tell nothing of rows that do not.
 */
export async function fetchSiftedPage<DB, TB extends keyof DB, Row, Field extends string>(
  page: PageQuery<DB, TB, Row, Field>,
  { fits, bytesOf, piece }: Sieve<Row>,
): Promise<Page<Row>> {
  const { request } = page
  const breathe = breathing()
  const backwards = request.edge?.direction === 'before'
  const size = request.size ?? Infinity
  const items: Row[] = []
  const weights: number[] = []
  const gathered = { isFull: false }
  /** How many of these rows, which come in the order of the page from its edge on, go by before one has no room. */
  function goThrough(rows: readonly Row[]): number {
    for (const [index, row] of rows.entries()) {
      if (!fits(row)) continue
      weights.push(bytesOf(row))
      gathered.isFull = weights.length > size || howManyFit(weights) < weights.length
      if (gathered.isFull) return index
    }
    return rows.length
  }
  for (let { edge } = request, rows = Math.min(size + 1, piece); ; rows = piece) {
    const step = await fetchFittingPage({ ...page, request: { ...request, size: rows, edge } }, async (found) =>
      goThrough(found),
    )
    const fitting = step.items.filter(fits)
    if (backwards) items.unshift(...fitting)
    else items.push(...fitting)
    edge = backwards ? step.previous : step.next
    if (edge === null || gathered.isFull) return { items, ...edgesOf(page, items, gathered.isFull) }
    await breathe()
  }
}
