// Pages of what may be large: cut by bytes as well as by rows, and read in slices.
import type { SelectQueryBuilder } from 'kysely'
import { howManyFit, type Page, type PageRequest, type StreamedPage } from '../../domain/page.ts'
import { fetchFittingPage, type Keyset } from './keyset.ts'
import { type Read, readSlices, type Weigh, type Weighed, weighInTurn } from './slices.ts'

export interface HeavyPage<DB, TB extends keyof DB, Row, Field extends string, Key, Item> {
  /** Filters, and selects what places and names a row, but neither sorts nor limits. */
  readonly query: SelectQueryBuilder<DB, TB, Row>
  readonly keyset: Keyset<Field, Key>
  readonly request: PageRequest<Field>
  readonly keyOf: (row: Row) => Key
  readonly weigh: Weigh
  readonly read: Read<Item>
  /** How many of these, which come in the order of the page from its edge on, fit on it for other reasons. */
  readonly alsoFit?: Fit
}

export type Fit = (ids: readonly string[]) => Promise<number>

/** The page that was asked for, or as much of it as is not too much for one answer; its edges are where it was cut. */
export async function fetchHeavyPage<
  DB,
  TB extends keyof DB,
  Row,
  Field extends string,
  Key extends { readonly id: string },
  Item extends { readonly id: string },
>(page: HeavyPage<DB, TB, Row, Field, Key, Item>): Promise<StreamedPage<Item>> {
  const { query, keyset, request, keyOf, weigh, read, alsoFit } = page
  const weighed: Weighed[] = []
  const fitting: Fit = async (ids) => {
    for await (const some of weighInTurn(ids, weigh)) {
      weighed.push(...some)
      const fit = howManyFit(weighed.map(({ bytes }) => bytes))
      if (request.size !== null && fit < weighed.length) return fit
    }
    return ids.length
  }
  const keys = await fetchFittingPage({ query, keyset, request, itemOf: keyOf }, async (found) => {
    const ids = found.map(({ id }) => id)
    const size = await fitting(ids)
    return alsoFit ? alsoFit(ids.slice(0, size)) : size
  })
  const bytes = new Map(weighed.map((each) => [each.id, each.bytes]))
  const slices = readSlices(
    keys.items.map(({ id }) => ({ id, bytes: bytes.get(id) ?? 0 })),
    read,
  )
  return { ...keys, items: slices }
}

/** The same page, with its items read. */
export const wholePage = async <Item>(page: StreamedPage<Item>): Promise<Page<Item>> => ({
  ...page,
  items: await Array.fromAsync(page.items),
})
