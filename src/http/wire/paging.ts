// Pages on the wire: sizes, sort orders and opaque tokens in; tokens out.
import { invalidArgument, shown } from '../../domain/errors.ts'
import type { Edge, Order, PageEdges, PageRequest } from '../../domain/page.ts'

export interface PageQuery {
  readonly 'pagination.page_size'?: number
  readonly 'pagination.next_page_token'?: string
  readonly 'pagination.previous_page_token'?: string
  readonly 'sorting.order_by'?: readonly string[]
}

/** The same parameters sent as a message, in which empty fields count as absent. */
export const pageQuery = (sent: {
  readonly page_size?: number
  readonly next_page_token?: string
  readonly previous_page_token?: string
}): PageQuery => ({
  'pagination.page_size': sent.page_size ?? 0,
  ...(sent.next_page_token ? { 'pagination.next_page_token': sent.next_page_token } : {}),
  ...(sent.previous_page_token ? { 'pagination.previous_page_token': sent.previous_page_token } : {}),
})

export interface Paging<Field extends string> {
  /** The contract's name of each field that the list can be sorted by. */
  readonly fields: Readonly<Record<string, Field>>
  readonly order: readonly Order<Field>[]
}

const DEFAULT_SIZE = 100
const LARGEST_SIZE = 1000

/** The page that the client asks for. A size above the largest is reduced to it; a token is valid only for its own sort order. */
export function pageRequest<Field extends string>(query: PageQuery, paging: Paging<Field>): PageRequest<Field> {
  const size = query['pagination.page_size'] ?? 0
  if (size < 0) throw invalidArgument('pagination.page_size', `must be between 1 and ${LARGEST_SIZE}`)
  const requested = (query['sorting.order_by'] ?? []).flatMap((text) => text.split(','))
  const order = requested.length > 0 ? withoutRepeats(requested.map((text) => readOrder(text, paging))) : paging.order
  return { size: size === 0 ? DEFAULT_SIZE : Math.min(size, LARGEST_SIZE), order, edge: readEdge(query, order) }
}

export function paginationOut(request: PageRequest<string>, page: PageEdges) {
  return {
    next_page_token: page.next ? writeToken(page.next, request.order) : '',
    previous_page_token: page.previous ? writeToken(page.previous, request.order) : '',
  }
}

/** For lists that are never split into pages. */
export const onlyPage = { next_page_token: '', previous_page_token: '' } as const

function readOrder<Field extends string>(text: string, { fields }: Paging<Field>): Order<Field> {
  const [, name = '', direction = 'asc'] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(text) ?? []
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (field === undefined)
    throw invalidArgument(
      'sorting.order_by',
      `cannot sort by "${shown(text)}": use one of ${Object.keys(fields).join(', ')}, followed by "asc" or "desc" if you like`,
    )
  return { field, descending: direction.toLowerCase() === 'desc' }
}

/** Only the first mention of a field counts. A query can hold thousands of later ones, which change nothing. */
const withoutRepeats = <Field extends string>(order: readonly Order<Field>[]): readonly Order<Field>[] =>
  order.filter(({ field }, index) => order.findIndex((other) => other.field === field) === index)

const signature = (order: readonly Order<string>[]) =>
  order.map(({ field, descending }) => (descending ? '-' : '+') + field).join()

const writeToken = (edge: Edge, order: readonly Order<string>[]) =>
  Buffer.from(JSON.stringify([edge.direction, signature(order), ...edge.values])).toString('base64url')

function readEdge(query: PageQuery, order: readonly Order<string>[]): Edge | null {
  const next = query['pagination.next_page_token']
  const previous = query['pagination.previous_page_token']
  if (next !== undefined && previous !== undefined)
    throw invalidArgument('pagination.previous_page_token', 'cannot be sent together with pagination.next_page_token')
  if (next !== undefined) return readToken('pagination.next_page_token', next, 'after', order)
  if (previous !== undefined) return readToken('pagination.previous_page_token', previous, 'before', order)
  return null
}

function readToken(name: string, token: string, direction: Edge['direction'], order: readonly Order<string>[]): Edge {
  const parts = decode(token)
  // The values of the order's fields and, last, the id.
  const [stored, sorted, ...values] = parts
  const isValue = (value: unknown) => (typeof value === 'string' && !value.includes('\0')) || typeof value === 'number'
  if (
    stored !== direction ||
    sorted !== signature(order) ||
    values.length !== order.length + 1 ||
    !values.every(isValue)
  )
    throw invalidArgument(name, 'is not a token of this list in this order: start again without it')
  return { direction, values: values as (string | number)[] }
}

function decode(token: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}
