import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { DomainError } from '../../src/domain/errors.ts'
import type { Edge, Order } from '../../src/domain/page.ts'
import { type PageQuery, pageRequest, paginationOut, type Paging } from '../../src/http/wire/paging.ts'
import { anyText } from '../support/any-text.ts'

type Field = 'name' | 'createdAt' | 'sequence'

const paging: Paging<Field> = {
  fields: { name: 'name', created_at: 'createdAt', number: 'sequence' },
  order: [{ field: 'createdAt', descending: true }],
}

const NEXT = 'pagination.next_page_token'
const PREVIOUS = 'pagination.previous_page_token'
const ORDER_BY = 'sorting.order_by'

const refusedField = (query: PageQuery): string | undefined => {
  try {
    pageRequest(query, paging)
    return undefined
  } catch (error) {
    assert.ok(error instanceof DomainError && error.code === 'invalid_argument')
    return error.violations[0]?.field
  }
}

// Plain objects, as JSON.parse creates them.
const plain = { noNullPrototype: true }

const someOrder: fc.Arbitrary<readonly Order<Field>[]> = fc.uniqueArray(
  fc.record({ field: fc.constantFrom<Field>('name', 'createdAt', 'sequence'), descending: fc.boolean() }, plain),
  { minLength: 1, maxLength: 3, selector: ({ field }) => field },
)
const wireName = { name: 'name', createdAt: 'created_at', sequence: 'number' } as const
const orderBy = (order: readonly Order<Field>[]) =>
  order.map(({ field, descending }) => `${wireName[field]}${descending ? ' desc' : ''}`)

const edgeValue = fc.oneof(
  anyText().filter((text) => !text.includes('\0') && text.isWellFormed()),
  fc.integer(),
)
/** An order and an edge within it: a value for each field and one for the id. */
const someEdge = someOrder.chain((order) => {
  const length = { minLength: order.length + 1, maxLength: order.length + 1 }
  const direction = fc.constantFrom<Edge['direction']>('after', 'before')
  return fc.record({
    order: fc.constant(order),
    edge: fc.record({ direction, values: fc.array(edgeValue, length) }, plain),
  })
})
const tokenOf = (order: readonly Order<Field>[], edge: Edge): string => {
  const request = { size: 10, order, edge: null }
  const pagination = paginationOut(request, {
    next: edge.direction === 'after' ? edge : null,
    previous: edge.direction === 'before' ? edge : null,
  })
  return edge.direction === 'after' ? pagination.next_page_token : pagination.previous_page_token
}
const nameOf = ({ direction }: Edge) => (direction === 'after' ? NEXT : PREVIOUS)

describe('a page token', () => {
  test('brings back the edge that it was made of, in the order that it was made for', () => {
    fc.assert(
      fc.property(someEdge, ({ order, edge }) => {
        const query = { [ORDER_BY]: orderBy(order), [nameOf(edge)]: tokenOf(order, edge) }
        assert.deepEqual(pageRequest(query, paging), { size: 100, order, edge })
      }),
    )
  })

  test('needs no escaping in a query', () => {
    fc.assert(
      fc.property(someEdge, ({ order, edge }) => {
        assert.match(tokenOf(order, edge), /^[\w-]+$/)
      }),
    )
  })

  test('is refused for any other order', () => {
    fc.assert(
      fc.property(someEdge, someOrder, ({ order, edge }, other) => {
        fc.pre(JSON.stringify(order) !== JSON.stringify(other))
        const query = { [ORDER_BY]: orderBy(other), [nameOf(edge)]: tokenOf(order, edge) }
        assert.equal(refusedField(query), nameOf(edge))
      }),
    )
  })

  test('is refused in the place of one for the other direction', () => {
    fc.assert(
      fc.property(someEdge, ({ order, edge }) => {
        const wrong = nameOf(edge) === NEXT ? PREVIOUS : NEXT
        assert.equal(refusedField({ [ORDER_BY]: orderBy(order), [wrong]: tokenOf(order, edge) }), wrong)
      }),
    )
  })

  test('is either refused by its name or a sound edge, whatever was made of it', () => {
    const mangled = someEdge.chain(({ order, edge }) =>
      fc.tuple(fc.nat(), fc.constantFrom('', 'A', '_', '=', ' ')).map(([at, put]) => {
        const token = tokenOf(order, edge)
        const place = at % token.length
        return { order, name: nameOf(edge), token: token.slice(0, place) + put + token.slice(place + 1) }
      }),
    )
    const forged = fc
      .tuple(someOrder, fc.jsonValue())
      .map(([order, value]) => ({ order, name: NEXT, token: Buffer.from(JSON.stringify(value)).toString('base64url') }))
    fc.assert(
      fc.property(fc.oneof(mangled, forged), ({ order, name, token }) => {
        const query = { [ORDER_BY]: orderBy(order), [name]: token }
        if (refusedField(query) === name) return
        const { edge } = pageRequest(query, paging)
        assert.equal(edge?.values.length, order.length + 1)
        for (const value of edge.values)
          assert.ok(typeof value === 'number' || (typeof value === 'string' && !value.includes('\0')))
      }),
      { numRuns: 500 },
    )
  })

  test('cannot be sent for both directions at once', () => {
    const edge = { direction: 'after', values: ['2026', 'id'] } as const
    const token = tokenOf(paging.order, edge)
    assert.equal(refusedField({ [NEXT]: token, [PREVIOUS]: token }), PREVIOUS)
  })

  test('is empty where there is no page', () => {
    const request = { size: 10, order: paging.order, edge: null }
    const page = { items: [], next: null, previous: null }
    assert.deepEqual(paginationOut(request, page), { next_page_token: '', previous_page_token: '' })
  })
})

describe('what a page is asked for by', () => {
  const sizes: readonly (readonly [asked: number | undefined, given: number])[] = [
    [undefined, 100],
    [0, 100],
    [1, 1],
    [1000, 1000],
    [1001, 1000],
    [999_999_999, 1000],
  ]
  for (const [asked, given] of sizes)
    test(`has ${given} rows when ${asked ?? 'nothing'} is asked for`, () => {
      const query = asked === undefined ? {} : { 'pagination.page_size': asked }
      assert.deepEqual(pageRequest(query, paging), { size: given, order: paging.order, edge: null })
    })

  test('cannot have less than no rows', () => {
    assert.equal(refusedField({ 'pagination.page_size': -1 }), 'pagination.page_size')
  })

  test('is sorted by repeated parameters, by lists in them, and in either direction', () => {
    const order = [
      { field: 'name', descending: false },
      { field: 'createdAt', descending: true },
      { field: 'sequence', descending: false },
    ]
    for (const orderBy of [
      ['name', 'created_at desc', 'number asc'],
      ['name, created_at DESC', ' number '],
      ['name asc,created_at desc,number'],
    ])
      assert.deepEqual(pageRequest({ [ORDER_BY]: orderBy }, paging).order, order)
  })

  test('is sorted by the first mention of a field, so that no query makes an endless order', () => {
    const many = Array.from({ length: 3000 }, (_, index) => (index % 2 === 0 ? 'name desc' : 'name'))
    const { order } = pageRequest({ [ORDER_BY]: [...many, 'number'] }, paging)
    assert.deepEqual(order, [
      { field: 'name', descending: true },
      { field: 'sequence', descending: false },
    ])
  })

  for (const text of [
    '',
    'size',
    'createdAt',
    'name up',
    'name asc desc',
    '__proto__',
    'constructor',
    'name;',
    '-name',
  ])
    test(`cannot be sorted by ${JSON.stringify(text)}`, () => {
      assert.equal(refusedField({ [ORDER_BY]: [text] }), ORDER_BY)
    })
})
