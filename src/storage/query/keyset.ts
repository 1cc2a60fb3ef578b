// Pages that are cut by the values of the row at their edge (domain/page.ts), over any columns in mixed directions. The id is
// appended as the last column, in the direction of the one before it, so that no two rows have the same position.
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { invalidArgument } from '../../domain/errors.ts'
import type { Edge, Page, PageEdges, PageRequest } from '../../domain/page.ts'
import { type ColumnName, columnName } from './table.ts'

type Kind = 'string' | 'number'
type Value = string | number

export interface Keyset<Field extends string> {
  /** The columns to select for the position of a row: its id, and one for each field. */
  readonly columns: readonly ('id' | ColumnName<Field>)[]
  /** The columns, by their names in the query, and the types of their values, which are never null. */
  readonly fields: Readonly<Record<Field | 'id', KeysetColumn>>
}
interface KeysetColumn {
  readonly column: string
  readonly reference: string
  readonly kind: Kind
}
interface Term extends KeysetColumn {
  readonly descending: boolean
}

/** `name` is the name of the table in the query. */
export function keysetOf<Field extends string>(name: string, kinds: Readonly<Record<Field, Kind>>): Keyset<Field> {
  const columnOf = (field: string, kind: Kind): KeysetColumn => ({
    column: columnName(field),
    reference: `${name}.${columnName(field)}`,
    kind,
  })
  const fields = Object.entries<Kind>(kinds).map(([field, kind]) => [field, columnOf(field, kind)] as const)
  return {
    columns: ['id', ...fields.map(([, { column }]) => column as ColumnName<Field>)],
    fields: { ...Object.fromEntries(fields), id: columnOf('id', 'string') } as Keyset<Field>['fields'],
  }
}

export interface PageQuery<DB, TB extends keyof DB, Row, Field extends string> {
  /** Filters, and selects the columns of the keyset, but neither sorts nor limits. */
  readonly query: SelectQueryBuilder<DB, TB, Row>
  readonly keyset: Keyset<Field>
  readonly request: PageRequest<Field>
}

/** Runs `query` for the requested page. */
export async function fetchPage<DB, TB extends keyof DB, Row, Field extends string, Item>(
  page: PageQuery<DB, TB, Row, Field>,
  itemOf: (row: Row) => Item,
): Promise<Page<Item>> {
  const { items, ...edges } = await fetchFittingPage(page, async (rows) => rows.length)
  return { ...edges, items: items.map(itemOf) }
}

/** The same, with no more rows than `howMany` returns. It is given the rows that were found, the one beside the edge first. */
export async function fetchFittingPage<DB, TB extends keyof DB, Row, Field extends string>(
  { query, keyset, request }: PageQuery<DB, TB, Row, Field>,
  howMany: (found: readonly Row[]) => Promise<number>,
): Promise<Page<Row>> {
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
  const found = rows.slice(0, size ?? rows.length)
  const items = found.slice(0, await howMany(found))
  const hasMore = rows.length > items.length
  if (backwards) items.reverse()
  return { items, ...edgesOf({ keyset, request }, items, hasMore) }
}

/** The edges of a page of these rows, as it was requested; `hasMore` says whether other rows lie beyond it. */
export function edgesOf<Row, Field extends string>(
  { keyset, request }: Pick<PageQuery<never, never, Row, Field>, 'keyset' | 'request'>,
  items: readonly Row[],
  hasMore: boolean,
): PageEdges {
  const backwards = request.edge?.direction === 'before'
  const ordered = termsOf(keyset, request)
  const edgeAt = (direction: Edge['direction'], row: Row | undefined): Edge | null =>
    row === undefined ? null : { direction, values: valuesOf(ordered, row) }
  return {
    next: hasMore || backwards ? edgeAt('after', items.at(-1)) : null,
    previous: (backwards ? hasMore : request.edge !== null) ? edgeAt('before', items[0]) : null,
  }
}

/** The requested page of these rows, which are in no order, as a query over them would find it. */
export function pageWithin<Row, Field extends string>(
  rows: readonly Row[],
  { keyset, request }: Pick<PageQuery<never, never, Row, Field>, 'keyset' | 'request'>,
): Page<Row> {
  const { size, edge } = request
  const ordered = termsOf(keyset, request)
  const bounds = edge === null ? null : boundsOf(ordered, edge)
  const backwards = edge?.direction === 'before'
  const compare = (one: readonly Value[], other: readonly Value[]): number => {
    for (const [index, { descending }] of ordered.entries()) {
      const [left = '', right = ''] = [one[index], other[index]]
      if (left !== right) return left < right === descending ? 1 : -1
    }
    return 0
  }
  const isBeyondEdge = (values: readonly Value[]) =>
    bounds === null || (backwards ? compare(values, bounds) < 0 : compare(values, bounds) > 0)
  const found = rows
    .map((row) => ({ row, values: valuesOf(ordered, row) }))
    .filter(({ values }) => isBeyondEdge(values))
    .toSorted((one, other) => compare(one.values, other.values))
    .map(({ row }) => row)
  const room = size ?? found.length
  const items = backwards ? found.slice(Math.max(0, found.length - room)) : found.slice(0, room)
  return { items, ...edgesOf({ keyset, request }, items, found.length > items.length) }
}

const valuesOf = (terms: readonly Term[], row: unknown): readonly Value[] =>
  terms.map(({ column }) => (row as Readonly<Record<string, Value>>)[column] ?? '')

function termsOf<Field extends string>({ fields }: Keyset<Field>, { order }: PageRequest<Field>): readonly Term[] {
  const terms = order.map(({ field, descending }) => ({ ...fields[field], descending }))
  return [...terms, { ...fields.id, descending: terms.at(-1)?.descending ?? false }]
}

/** The edge's values, once they have been checked: clients send edges back. */
function boundsOf(terms: readonly Term[], { values }: Edge): readonly Value[] {
  const fits = terms.length === values.length && terms.every(({ kind }, index) => isBound(kind, values[index]))
  if (!fits) throw invalidArgument('pagination', 'this page token belongs to another list or another order')
  return values
}

const isBound = (kind: Kind, value: Value | undefined): boolean =>
  kind === 'string'
    ? typeof value === 'string' && !value.includes('\0')
    : typeof value === 'number' && (value | 0) === value

/** Where all columns have one direction, a row comparison, which is a range of the index; otherwise the same column by column. */
function isBeyond(terms: readonly Term[], bounds: readonly Value[]): RawBuilder<boolean> {
  const [first, ...rest] = terms
  if (first === undefined) return sql`false`
  const column = sql.ref(first.reference)
  const operator = sql.raw(first.descending ? '<' : '>')
  if (rest.every(({ descending }) => descending === first.descending)) {
    const columns = sql.join(terms.map(({ reference }) => sql.ref(reference)))
    return sql`(${columns}) ${operator} (${sql.join(bounds)})`
  }
  const bound = bounds[0]
  // The first comparison adds nothing to the condition, but lets the database start at the edge.
  return sql`(${column} ${operator}= ${bound} and (${column} ${operator} ${bound} or ${isBeyond(rest, bounds.slice(1))}))`
}
