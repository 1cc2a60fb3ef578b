// Pages of what may be large: cut by bytes as well as by rows, and read in slices.
import { howManyFit, type Page, type StreamedPage } from '../../domain/page.ts'
import { fetchFittingPage, type PageQuery } from './keyset.ts'
import { type Read, readSlices, type Weigh, type Weighed, weighInTurn } from './slices.ts'

export interface HeavyPage<DB, TB extends keyof DB, Row, Field extends string, Item> extends PageQuery<
  DB,
  TB,
  Row,
  Field
> {
  readonly weigh: Weigh
  readonly read: Read<Item>
  /** How many of these also fit on the page for other reasons; they come in the order of the page, from its edge on. */
  readonly alsoFit?: Fit | undefined
}

export type Fit = (ids: readonly string[]) => Promise<number>

/** The requested page, or as much of it as fits into one answer; its edges are where it was cut. */
export async function fetchHeavyPage<
  DB,
  TB extends keyof DB,
  Row extends { readonly id: string },
  Field extends string,
  Item extends { readonly id: string },
>({ weigh, read, alsoFit, ...page }: HeavyPage<DB, TB, Row, Field, Item>): Promise<StreamedPage<Item>> {
  const weighed: Weighed[] = []
  const fitting: Fit = async (ids) => {
    for await (const some of weighInTurn(ids, weigh)) {
      weighed.push(...some)
      const fit = howManyFit(weighed.map(({ bytes }) => bytes))
      if (page.request.size !== null && fit < weighed.length) return fit
    }
    return ids.length
  }
  const keys = await fetchFittingPage(page, async (found) => {
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
