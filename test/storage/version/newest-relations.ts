// Pairs of buckets of which one was built from the other: which pairs exist, and which relation represents each.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bucket } from '../../../src/domain/catalog/bucket/bucket.ts'
import { DomainError } from '../../../src/domain/errors.ts'
import type { Edge } from '../../../src/domain/page.ts'
import type { OpenStore } from '../../../src/storage/open.ts'
import { storedChild } from '../arrange-lifecycle.ts'
import { aBucket, at, storedProject } from '../arrange.ts'

/** Part of the port's test suite. */
export function newestRelations(store: () => OpenStore): void {
  test('of two buckets there is the relation of the version that was created last, page by page', async () => {
    const { project } = await storedProject(store())
    const names = ['a', 'b', 'c', 'd'] as const
    const ofName = new Map<string, Bucket>()
    for (const name of names) {
      const bucket = aBucket(project, { name })
      await store().transaction(({ buckets }) => buckets.insert(bucket))
      ofName.set(name, bucket)
    }
    const [a, b, c, d] = names.map((name) => ofName.get(name)!) as [Bucket, Bucket, Bucket, Bucket]
    const [first, second] = [await storedChild(store(), d, []), await storedChild(store(), d, [])]
    await storedChild(store(), b, [second.id])
    const onFirst = await storedChild(store(), b, [first.id])
    await storedChild(store(), b, [])
    const both = await storedChild(store(), a, [onFirst.id, second.id], { sequence: null })
    await storedChild(store(), d, [second.id])
    const leaf = await storedChild(store(), c, [both.id])
    const { ancestry } = store()
    const list = async (edge: Edge | null, size = 100, allowed: readonly string[] | null = null) => {
      const page = await ancestry.listNewest({ projectId: project.id, names: allowed }, { size, order: [], edge })
      return { ...page, items: page.items.map(({ child, parent }) => [child.id, parent.id]) }
    }
    const ofA = [onFirst, second].toSorted((one, other) => (one.bucketId < other.bucketId ? -1 : 1))
    const all = [...ofA.map(({ id }) => [both.id, id]), [onFirst.id, first.id], [leaf.id, both.id]]
    assert.deepEqual(await list(null), { items: all, next: null, previous: null })
    const one = await list(null, 3)
    assert.deepEqual(one, {
      items: all.slice(0, 3),
      next: { direction: 'after', values: ['b', d.id] },
      previous: null,
    })
    const two = await list(one.next)
    assert.deepEqual(two, {
      items: all.slice(3),
      next: null,
      previous: { direction: 'before', values: ['c', a.id] },
    })
    assert.deepEqual(await list(two.previous, 3), one)
    assert.deepEqual((await list(null, 100, ['a', 'c', 'd'])).items, [
      [both.id, second.id],
      [leaf.id, both.id],
    ])
    assert.deepEqual((await list(null, 100, [])).items, [])
    await assert.rejects(list({ direction: 'after', values: ['b'] }), DomainError)
    await store().transaction(({ buckets }) => buckets.delete(d.id, at(9)))
    assert.deepEqual((await list(null)).items, [
      [both.id, onFirst.id],
      [leaf.id, both.id],
    ])
  })
}
