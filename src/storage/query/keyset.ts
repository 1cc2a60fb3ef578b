// Pages that are cut by the values of the row at their edge (domain/page.ts), over any columns in mixed directions. The
// id is appended as the last column, in the direction of the one before it, so that every row has its own place.
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { invalidArgument } from '../../domain/errors.ts'
import type { Edge, Page, PageRequest } from '../../domain/page.ts'

export interface KeysetColumn<Item> {
  /** `table.column`; never null. */
  readonly reference: string
  readonly type: 'string' | 'number'
  readonly valueOf: (item: Item) => string | number
}

export interface Keyset<Field extends string, Item> {
  readonly fields: Readonly<Record<Field, KeysetColumn<Item>>>
  readonly id: KeysetColumn<Item>
}

interface Term<Item> extends KeysetColumn<Item> {
  readonly descending: boolean
}

export interface PageQuery<DB, TB extends keyof DB, Row, Field extends string, Item> {
  /** Filters, but neither sorts nor limits. */
  readonly query: SelectQueryBuilder<DB, TB, Row>
  readonly keyset: Keyset<Field, Item>
  readonly request: PageRequest<Field>
  readonly itemOf: (row: Row) => Item
}

/** Runs `query`, which filters but neither sorts nor limits, as the page that was asked for. */
export const fetchPage = <DB, TB extends keyof DB, Row, Field extends string, Item>(
  query: SelectQueryBuilder<DB, TB, Row>,
  keyset: Keyset<Field, Item>,
  request: PageRequest<Field>,
  itemOf: (row: Row) => Item,
): Promise<Page<Item>> => fetchFittingPage({ query, keyset, request, itemOf }, async (items) => items.length)

/** The same, with no more items than `howMany` of those that are found, the one beside the edge first. */
export async function fetchFittingPage<DB, TB extends keyof DB, Row, Field extends string, Item>(
  { query, keyset, request, itemOf }: PageQuery<DB, TB, Row, Field, Item>,
  howMany: (found: readonly Item[]) => Promise<number>,
): Promise<Page<Item>> {
  const { size, edge } = request
  const backwards = edge?.direction === 'before'
  const ordered = termsOf(keyset, request)
  const terms = backwards ? ordered.map((term) => ({ ...term, descending: !term.descending })) : ordered

  let selected = edge === null ? query : query.where(isBeyond(terms, boundsOf(ordered, edge)))
  for (const { reference, descending } of terms)
    selected = selected.orderBy(sql.ref(reference), descending ? 'desc' : 'asc')
  // One more row than asked for tells whether there is another page.
  if (size !== null) selected = selected.limit(size + 1)

  const rows = (await selected.execute()) as Row[]
  const found = rows.slice(0, size ?? rows.length).map(itemOf)
  const items = found.slice(0, await howMany(found))
  const hasMore = rows.length > items.length
  if (backwards) items.reverse()
  const edgeAt = (direction: Edge['direction'], item: Item | undefined): Edge | null =>
    item === undefined ? null : { direction, values: ordered.map((term) => term.valueOf(item)) }
  return {
    items,
    next: hasMore || backwards ? edgeAt('after', items.at(-1)) : null,
    previous: (backwards ? hasMore : edge !== null) ? edgeAt('before', items[0]) : null,
  }
}

function termsOf<Field extends string, Item>(
  { fields, id }: Keyset<Field, Item>,
  { order }: PageRequest<Field>,
): readonly Term<Item>[] {
  const terms = order.map(({ field, descending }) => ({ ...fields[field], descending }))
  return [...terms, { ...id, descending: terms.at(-1)?.descending ?? false }]
}

/** The edge's values, once they are known to fit: edges travel through clients. */
function boundsOf<Item>(terms: readonly Term<Item>[], { values }: Edge): readonly (string | number)[] {
  const fits = terms.length === values.length && terms.every(({ type }, index) => isBound(type, values[index]))
  if (!fits) throw invalidArgument('pagination', 'this page token belongs to another list or another order')
  return values
}

const isBound = (type: 'string' | 'number', value: string | number | undefined): boolean =>
  type === 'string'
    ? typeof value === 'string' && !value.includes('\0')
    : typeof value === 'number' && (value | 0) === value

/** In one direction a row comparison, which is a range of the index; else the same, spelt out column by column. */
function isBeyond<Item>(terms: readonly Term<Item>[], bounds: readonly (string | number)[]): RawBuilder<boolean> {
  const [first, ...rest] = terms
  if (first === undefined) return sql`false`
  const column = sql.ref(first.reference)
  const operator = sql.raw(first.descending ? '<' : '>')
  if (rest.every(({ descending }) => descending === first.descending)) {
    const columns = sql.join(terms.map(({ reference }) => sql.ref(reference)))
    return sql`(${columns}) ${operator} (${sql.join(bounds)})`
  }
  const bound = bounds[0]
  // The first comparison alone says nothing new, but it is what lets the database start at the edge.
  return sql`(${column} ${operator}= ${bound} and (${column} ${operator} ${bound} or ${isBeyond(rest, bounds.slice(1))}))`
}
