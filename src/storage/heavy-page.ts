// Pages of what may be large: cut by bytes as well as by rows, and read in slices.
import type { SelectQueryBuilder } from 'kysely'
import type { Page, PageRequest, StreamedPage } from '../domain/page.ts'
import { howManyFit } from '../domain/page-weight.ts'
import { fetchFittingPage, type Keyset } from './keyset.ts'
import { readSlices, weighAll, type Weigh, type Weighed } from './slices.ts'

export interface HeavyPage<DB, TB extends keyof DB, Row, Field extends string, Key, Item> {
  /** Filters, and selects what places and names a row, but neither sorts nor limits. */
  readonly query: SelectQueryBuilder<DB, TB, Row>
  readonly keyset: Keyset<Field, Key>
  readonly request: PageRequest<Field>
  readonly keyOf: (row: Row) => Key
  readonly weigh: Weigh
  readonly read: (ids: readonly string[]) => Promise<readonly Item[]>
}

/** The page that was asked for, or as much of it as is not too much for one answer; its edges are where it was cut. */
export async function fetchHeavyPage<
  DB,
  TB extends keyof DB,
  Row,
  Field extends string,
  Key extends { readonly id: string },
  Item extends { readonly id: string },
>(page: HeavyPage<DB, TB, Row, Field, Key, Item>): Promise<StreamedPage<Item>> {
  const { query, keyset, request, keyOf, weigh, read } = page
  let weighed: readonly Weighed[] = []
  const keys = await fetchFittingPage({ query, keyset, request, itemOf: keyOf }, async (found) => {
    weighed = await weighAll(
      found.map(({ id }) => id),
      weigh,
    )
    return request.size === null ? found.length : howManyFit(weighed.map(({ bytes }) => bytes))
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
