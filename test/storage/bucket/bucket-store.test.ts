import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../../support/describe-port.ts'
import { storedBucketIn, storedChild } from '../arrange-lifecycle.ts'
import { aBucket, at, storedBucket, storedProject } from '../arrange.ts'

describePort('buckets', (store) => {
  test('a bucket is found in its own project only', async () => {
    const { project, bucket } = await storedBucket(store())
    const other = await storedProject(store())

    assert.deepEqual(await store().buckets.find(project.id, bucket.name), bucket)
    assert.equal(await store().buckets.find(other.project.id, bucket.name), undefined)
    assert.equal(await store().buckets.find(project.id, bucket.name.toUpperCase()), undefined)
  })

  test('a name is taken once in a project', async () => {
    const { project, bucket } = await storedBucket(store())
    const { project: elsewhere } = await storedProject(store())
    const twin = aBucket(project, { name: bucket.name, description: 'the second' })

    assert.equal(await store().transaction(({ buckets }) => buckets.insert(twin)), false)
    assert.equal(await store().transaction(({ buckets }) => buckets.insert({ ...twin, projectId: elsewhere.id })), true)
    assert.deepEqual(await store().buckets.find(project.id, bucket.name), bucket)
  })

  test('labels are kept as they came, whatever they are called', async () => {
    const { project } = await storedProject(store())
    const labels = JSON.parse('{"__proto__":"x","constructor":"y","":"empty","z":"\\u0000\\"\\\\","a":"ü 東"}') as never
    const bucket = aBucket(project, { labels })
    await store().transaction(({ buckets }) => buckets.insert(bucket))

    const found = await store().buckets.find(project.id, bucket.name)
    assert.deepEqual(Object.entries(found?.labels ?? {}), Object.entries(labels))
    assert.equal(Object.getPrototypeOf(found?.labels), Object.prototype)
  })

  test('a locked bucket is the bucket as it is found', async () => {
    const { project, bucket } = await storedBucket(store())
    await store().transaction(async ({ buckets }) => {
      assert.deepEqual(await buckets.lock(project.id, bucket.name), bucket)
      assert.equal(await buckets.lock(project.id, 'nothing'), undefined)
    })
  })

  test('an update writes all but id, project, name and time of creation', async () => {
    const { project, bucket } = await storedBucket(store())
    const changed = {
      ...bucket,
      description: '',
      labels: { a: 'b' },
      versionCount: 3,
      lastSequence: 2 ** 31 - 1,
      updatedAt: at(7),
    }
    await store().transaction(({ buckets }) =>
      buckets.update({ ...changed, name: 'renamed', projectId: 'nowhere', createdAt: at(9) }),
    )
    assert.deepEqual(await store().buckets.find(project.id, bucket.name), changed)
  })

  test('buckets are asked for by any number of ids', async () => {
    const { project, bucket } = await storedBucket(store())
    const other = aBucket(project)
    await store().transaction(({ buckets }) => buckets.insert(other))
    const absent = Array.from({ length: 1200 }, (_, index) => `absent-${String(index)}`)

    const found = await store().buckets.findMany([other.id, ...absent, bucket.id])
    assert.deepEqual(new Set(found), new Set([bucket, other]))
    assert.deepEqual(await store().buckets.findMany([]), [])
  })

  test('names are listed by their bytes, capitals first', async () => {
    const { project } = await storedProject(store())
    const names = ['ubuntu', 'Ubuntu', 'alma-9', 'alma', 'Zorin', 'alma9']
    await store().transaction(async ({ buckets }) => {
      for (const name of names) await buckets.insert(aBucket(project, { name }))
    })

    const order = [{ field: 'name', descending: false }] as const
    const page = await store().buckets.list({ projectId: project.id, names: null }, { size: null, order, edge: null })
    assert.deepEqual(
      page.items.map(({ name }) => name),
      ['Ubuntu', 'Zorin', 'alma', 'alma-9', 'alma9', 'ubuntu'],
    )
    assert.deepEqual([page.next, page.previous], [null, null])
    const some = { projectId: project.id, names: ['ubuntu', 'alma', 'nowhere'] }
    const found = await store().buckets.list(some, { size: null, order, edge: null })
    assert.deepEqual(
      found.items.map(({ name }) => name),
      ['alma', 'ubuntu'],
    )
  })

  test('lists are cut into pages by any field, in mixed directions', async () => {
    const { project } = await storedProject(store())
    const first = aBucket(project, { createdAt: at(1), updatedAt: at(5) })
    const second = aBucket(project, { createdAt: at(1), updatedAt: at(6) })
    const third = aBucket(project, { createdAt: at(2), updatedAt: at(4) })
    await store().transaction(async ({ buckets }) => {
      for (const bucket of [first, second, third]) await buckets.insert(bucket)
    })
    const order = [
      { field: 'createdAt', descending: true },
      { field: 'updatedAt', descending: false },
    ] as const
    const values = (bucket: typeof first) => [bucket.createdAt, bucket.updatedAt, bucket.id]

    const one = await store().buckets.list({ projectId: project.id, names: null }, { size: 2, order, edge: null })
    assert.deepEqual(one, {
      items: [third, first],
      next: { direction: 'after', values: values(first) },
      previous: null,
    })
    const two = await store().buckets.list({ projectId: project.id, names: null }, { size: 2, order, edge: one.next })
    assert.deepEqual(two, {
      items: [second],
      next: null,
      previous: { direction: 'before', values: values(second) },
    })
    assert.deepEqual(
      await store().buckets.list({ projectId: project.id, names: null }, { size: 2, order, edge: two.previous }),
      one,
    )
  })

  test('the buckets of a project are deleted all at once, and no others', async () => {
    const { project, bucket } = await storedBucket(store())
    const elsewhere = await storedBucket(store())
    const base = await storedChild(store(), await storedBucketIn(store(), project), [])
    const child = await storedChild(store(), bucket, [base.id])

    await store().transaction(({ buckets }) => buckets.deleteAll(project.id, at(9)))

    assert.equal(await store().buckets.find(project.id, bucket.name), undefined)
    assert.deepEqual(await store().versions.findOutlines([base.id, child.id]), [])
    assert.deepEqual(await store().buckets.find(elsewhere.project.id, elsewhere.bucket.name), elsewhere.bucket)
  })

  // What it takes along, and when, is in deleted-buckets.test.ts.
  test('a deleted bucket is found no more, and cleared away until nothing is left to clear', async () => {
    const { project, bucket } = await storedBucket(store())
    await store().transaction(({ buckets }) => buckets.delete(bucket.id, at(9)))
    assert.equal(await store().buckets.find(project.id, bucket.name), undefined)
    assert.equal(await store().transaction(({ buckets }) => buckets.lock(project.id, bucket.name)), undefined)
    const purge = () => store().transaction(({ buckets }) => buckets.purge())
    assert.equal(await purge(), true)
    while (await purge()) continue
    assert.equal(await store().transaction(({ buckets }) => buckets.insert(bucket)), true)
  })
})
