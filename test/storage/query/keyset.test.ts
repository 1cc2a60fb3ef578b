import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type { BucketOrderField } from '../../../src/domain/catalog/bucket/bucket-store.ts'
import type { Bucket } from '../../../src/domain/catalog/bucket/bucket.ts'
import { DomainError } from '../../../src/domain/errors.ts'
import type { Edge, Order, Page } from '../../../src/domain/page.ts'
import type { OpenStore } from '../../../src/storage/open.ts'
import { databases } from '../../support/databases.ts'
import { aBucket, at, storedBucket, storedProject } from '../arrange.ts'

type Orders = readonly Order<BucketOrderField>[]

const field = fc.constantFrom<BucketOrderField>('name', 'createdAt', 'updatedAt')
const orders = fc.array(fc.record({ field, descending: fc.boolean() }), { maxLength: 3 })
// Few different values, so that many rows share them.
const moment = fc.integer({ min: 0, max: 2 }).map(at)
const stamps = fc.array(fc.record({ createdAt: moment, updatedAt: moment }), { maxLength: 12 })

/** The order that page tokens promise: by each field in turn, then by id in the last field's direction. */
function sorted(buckets: readonly Bucket[], order: Orders): readonly Bucket[] {
  const terms = [...order, { field: 'id', descending: order.at(-1)?.descending ?? false }] as const
  return buckets.toSorted((one, other) => {
    for (const { field, descending } of terms)
      if (one[field] !== other[field]) return one[field] < other[field] === descending ? 1 : -1
    return 0
  })
}

for (const database of databases())
  describe(`pages on ${database.name}`, () => {
    let store: OpenStore

    before(async () => {
      store = await database.open()
    })
    after(async () => {
      await store.close()
    })

    test('walked forwards and back they are exactly the sorted list', async () => {
      const property = fc.asyncProperty(stamps, orders, fc.integer({ min: 1, max: 5 }), async (rows, order, size) => {
        const { project } = await storedProject(store)
        const stored = rows.map((row) => aBucket(project, row))
        await store.transaction(async ({ buckets }) => {
          for (const bucket of stored) await buckets.insert(bucket)
        })
        const fetch = (edge: Edge | null) =>
          store.buckets.list({ projectId: project.id, names: null }, { size, order, edge })
        const expected = sorted(stored, order)

        const forwards = [await fetch(null)]
        for (let edge = forwards[0]!.next; edge; edge = forwards.at(-1)!.next) forwards.push(await fetch(edge))
        assert.deepEqual(itemsOf(forwards), expected)
        assert.ok(forwards.slice(0, -1).every(({ items }) => items.length === size))

        const backwards = [forwards.at(-1)!]
        for (let edge = backwards[0]!.previous; edge; edge = backwards[0]!.previous)
          backwards.unshift(await fetch(edge))
        assert.deepEqual(itemsOf(backwards), expected)

        const everything = await store.buckets.list(
          { projectId: project.id, names: null },
          { size: null, order, edge: null },
        )
        assert.deepEqual(everything, { items: expected, next: null, previous: null })
      })
      await fc.assert(property, { numRuns: 40 })
    })

    test('a page stays where it is while rows come and go', async () => {
      const { project } = await storedProject(store)
      const [first, second, third] = ['one', 'three', 'two'].map((name) => aBucket(project, { name }))
      await store.transaction(async ({ buckets }) => {
        for (const bucket of [first!, second!, third!]) await buckets.insert(bucket)
      })
      const order = [{ field: 'name', descending: false }] as const
      const { next } = await store.buckets.list({ projectId: project.id, names: null }, { size: 2, order, edge: null })

      await store.transaction(async ({ buckets }) => {
        await buckets.delete(second!.id, at(9))
        await buckets.insert(aBucket(project, { name: 'early' }))
      })

      assert.deepEqual(
        (await store.buckets.list({ projectId: project.id, names: null }, { size: 2, order, edge: next })).items,
        [third],
      )
    })

    test('a page that became empty leads nowhere', async () => {
      const { project, bucket } = await storedBucket(store)
      const order = [{ field: 'name', descending: false }] as const
      const edge: Edge = { direction: 'after', values: [bucket.name, bucket.id] }
      const page = await store.buckets.list({ projectId: project.id, names: null }, { size: 2, order, edge })
      assert.deepEqual(page, { items: [], next: null, previous: null })
    })

    test('an edge that does not fit the order is refused', async () => {
      const { project } = await storedBucket(store)
      const order = [{ field: 'name', descending: false }] as const
      const refusal = new DomainError(
        'invalid_argument',
        'pagination: this page token belongs to another list or another order',
        [{ field: 'pagination', description: 'this page token belongs to another list or another order' }],
      )
      for (const values of [[], ['name'], ['name', 'id', 'more'], ['name', 1], ['na\0me', 'id']]) {
        const edge: Edge = { direction: 'after', values }
        await assert.rejects(
          store.buckets.list({ projectId: project.id, names: null }, { size: 2, order, edge }),
          refusal,
        )
      }
      const bySequence = [{ field: 'sequence', descending: false }] as const
      for (const number of [1.5, Number.NaN, 2 ** 31]) {
        const edge: Edge = { direction: 'after', values: [number, 'id'] }
        await assert.rejects(store.versions.list('bucket', { size: 2, order: bySequence, edge }), refusal)
      }
    })
  })

const itemsOf = (pages: readonly Page<Bucket>[]) => pages.flatMap(({ items }) => items)
