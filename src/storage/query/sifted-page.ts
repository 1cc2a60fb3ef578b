// Pages of what no index knows, such as a text that is part of another: rows are looked through in order, so many by one
// statement and no more, until a page is full or as many were looked at as one request may.
import { howManyFit, type Page } from '../../domain/page.ts'
import { breathing } from './batches.ts'
import { edgesOf, fetchFittingPage, type PageQuery } from './keyset.ts'

export interface Sieve<Row> {
  readonly fits: (row: Row) => boolean
  /** Of one that fits: what the page weighs is bounded as well. */
  readonly bytesOf: (row: Row) => number
  /** How many rows one statement looks at. */
  readonly piece: number
  /** How many rows one page looks at, whether it is full then or not. */
  readonly most: number
}

/** Of rows so small that a page of them is never too much. */
export const weightless = (): number => 0

/** Of what no client makes more by itself, such as people, and of what the same request counts in any case. */
export const ALL = Infinity

export interface SiftedPage<Row> extends Page<Row> {
  /** The last row that was looked at, where others follow and the page has room; null where it is full or the list ends. */
  readonly stoppedAt: Row | null
}

/**
 * The page that was asked for of those rows that fit. One that is full begins and ends at those, so that its edges tell nothing
 * of rows that do not. One that stopped before goes on after the last row that it looked at, and may be empty.
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
  let looked = 0
  /** Of the rows that were looked at, the one beside the edge. */
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
      // An empty page has a way back all the same.
      const shown = items.length > 0 || nearest === undefined ? items : [nearest]
      const ends =
        isStopped && farthest !== undefined ? (backwards ? [farthest, ...shown] : [...shown, farthest]) : shown
      const edges = edgesOf(page, ends, gathered.isFull || isStopped)
      return { items, ...edges, stoppedAt: isStopped && items.length < size ? (farthest ?? null) : null }
    }
    await breathe()
  }
}
