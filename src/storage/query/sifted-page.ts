// Pages of what no index can find, such as a text that is part of another. Rows are looked at in order, a bounded number by
// each statement, until the page is full or has looked at as many rows as one request may.
import { howManyFit, type Page } from '../../domain/page.ts'
import { breathing } from './batches.ts'
import { edgesOf, fetchFittingPage, type PageQuery } from './keyset.ts'

export interface Sieve<Row> {
  readonly fits: (row: Row) => boolean
  /** The size of a row that fits: the size of the page is bounded as well. */
  readonly bytesOf: (row: Row) => number
  /** How many rows one statement looks at. */
  readonly piece: number
  /** How many rows one page looks at, even if it is not full then. */
  readonly most: number
}

/** For rows so small that a page of them is never too much. */
export const weightless = (): number => 0

/** For rows that no client can create in any number, such as people, and for rows that the same request counts in any case. */
export const ALL = Infinity

export interface SiftedPage<Row> extends Page<Row> {
  /** The last row that was looked at, when others follow and the page is not full; null when it is full or the list ends. */
  readonly stoppedAt: Row | null
}

/**
 * The requested page of the rows that fit. A full page begins and ends with such rows, so that its edges reveal nothing of rows
 * that do not fit. A page that stopped before it was full continues after the last row that it looked at, and may be empty.
 */
export async function fetchSiftedPage<DB, TB extends keyof DB, Row, Field extends string>(
  page: PageQuery<DB, TB, Row, Field>,
  { fits, bytesOf, piece, most }: Sieve<Row>,
): Promise<SiftedPage<Row>> {
  const { request } = page
  const breathe = breathing()
  const backwards = request.edge?.direction === 'before'
  const size = request.size ?? Infinity
  const items: Row[] = []
  const weights: number[] = []
  const gathered = { isFull: false }
  /** How many of these rows can be passed before one has no room; they come in the order of the page, from its edge on. */
  function goThrough(rows: readonly Row[]): number {
    for (const [index, row] of rows.entries()) {
      if (!fits(row)) continue
      weights.push(bytesOf(row))
      gathered.isFull = weights.length > size || howManyFit(weights) < weights.length
      if (gathered.isFull) return index
    }
    return rows.length
  }
  let looked = 0
  /** The row beside the edge, of those that were looked at. */
  let nearest: Row | undefined
  for (let { edge } = request, rows = Math.min(size + 1, piece); ; rows = Math.min(piece, most - looked)) {
    const step = await fetchFittingPage({ ...page, request: { ...request, size: rows, edge } }, async (found) =>
      goThrough(found),
    )
    const fitting = step.items.filter(fits)
    if (backwards) items.unshift(...fitting)
    else items.push(...fitting)
    looked += step.items.length
    nearest ??= backwards ? step.items.at(-1) : step.items[0]
    const farthest = backwards ? step.items[0] : step.items.at(-1)
    edge = backwards ? step.previous : step.next
    const isStopped = edge !== null && !gathered.isFull && looked >= most
    if (edge === null || gathered.isFull || isStopped) {
      // Even an empty page needs an edge that leads back.
      const shown = items.length > 0 || nearest === undefined ? items : [nearest]
      const ends =
        isStopped && farthest !== undefined ? (backwards ? [farthest, ...shown] : [...shown, farthest]) : shown
      const edges = edgesOf(page, ends, gathered.isFull || isStopped)
      return { items, ...edges, stoppedAt: isStopped && items.length < size ? (farthest ?? null) : null }
    }
    await breathe()
  }
}
