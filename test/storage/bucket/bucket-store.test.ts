import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bucket } from '../../../src/domain/catalog/bucket/bucket.ts'
import type { Edge, Page } from '../../../src/domain/page.ts'
import { describePort } from '../../support/describe-port.ts'
import { storedBucketIn, storedChild } from '../arrange-lifecycle.ts'
import { aBucket, aChannel, at, aVersion, storedBucket, storedProject, storeVersion } from '../arrange.ts'

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
    const ids = await store().buckets.findIds(bucket.projectId, [bucket.name, ...absent])
    assert.deepEqual([...ids], [[bucket.name, bucket.id]])
    assert.deepEqual([...(await store().buckets.findIds('elsewhere', [bucket.name]))], [])
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

  // What is deleted with a bucket, and when, is in deleted-buckets.test.ts.
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

  const anySearch = {
    names: null,
    text: '',
    labels: [],
    platforms: [],
    conditions: [],
    restrictedIn: null,
    now: at(9),
  } as const
  const byName = [{ field: 'name', descending: false }] as const

  test('buckets are searched for in pages that end where no other one fits, and surveyed on all of them', async () => {
    const { project } = await storedProject(store())
    const named = (index: number) => `image-${100 + index}`
    await store().transaction(async ({ buckets, channels }) => {
      for (let index = 0; index < 700; index += 1) {
        const bucket = aBucket(project, { name: named(index), description: index % 100 === 50 ? 'rare' : 'common' })
        await buckets.insert(bucket)
        for (const name of index % 2 === 0 ? ['production', 'staging'] : ['production'])
          await channels.insert(aChannel(bucket, { name, restricted: name === 'staging' }))
      }
    })
    const search = { ...anySearch, projectId: project.id, text: 'RARE' }
    const { buckets } = store()
    const page = (size: number, edge: Edge | null = null) => buckets.search(search, { size, order: byName, edge })
    const names = ({ items }: Page<Bucket>) => items.map(({ name }) => name)

    const first = await page(4)
    assert.deepEqual(names(first), [50, 150, 250, 350].map(named))
    const second = await page(4, first.next)
    assert.deepEqual(names(second), [450, 550, 650].map(named))
    assert.equal(second.next, null)
    assert.deepEqual(names(await page(2, second.previous)), [250, 350].map(named))
    assert.deepEqual(names(await page(4, second.previous)), [50, 150, 250, 350].map(named))
    assert.equal((await page(7)).next, null)

    assert.deepEqual(await buckets.survey(search), { count: 7, channelNames: ['production', 'staging'] })
    const narrow = { ...search, names: [named(50), named(51)], restrictedIn: [] }
    assert.deepEqual(await buckets.survey(narrow), { count: 1, channelNames: ['production'] })
    assert.deepEqual((await buckets.survey({ ...narrow, restrictedIn: [named(50)] })).channelNames, [
      'production',
      'staging',
    ])
  })

  test('a page of buckets with large labels is cut, with nothing missing', async () => {
    const { project } = await storedProject(store())
    const labels = { note: 'x'.repeat(60 * 1024) }
    await store().transaction(async ({ buckets }) => {
      for (let index = 0; index < 150; index += 1) await buckets.insert(aBucket(project, { labels }))
    })
    const search = { ...anySearch, projectId: project.id }
    const sizes: number[] = []
    for (let edge: Edge | null | undefined; edge !== null;) {
      const page: Page<Bucket> = await store().buckets.search(search, { size: 100, order: byName, edge: edge ?? null })
      sizes.push(page.items.length)
      edge = page.next
    }
    assert.deepEqual(sizes, [67, 67, 16])
  })

  test('a bucket is sorted by when its newest complete version was complete, whoever writes that', async () => {
    const { project, bucket: never } = await storedBucket(store())
    const [early, late] = [await storedBucketIn(store(), project), await storedBucketIn(store(), project)]
    const [old, young] = [aVersion(late, { sequence: 1, updatedAt: at(1) }), aVersion(late, { updatedAt: at(2) })]
    for (const version of [old, young, aVersion(early, { sequence: 1, updatedAt: at(3) })])
      await storeVersion(store(), version)
    const sorted = async () => {
      const order = [{ field: 'newestAt', descending: false }] as const
      const { items } = await store().buckets.search(
        { ...anySearch, projectId: project.id },
        { size: 9, order, edge: null },
      )
      return items.map(({ id }) => id)
    }
    assert.deepEqual(await sorted(), [never.id, late.id, early.id])
    await store().transaction(({ versions }) => versions.update({ ...young, sequence: 2, updatedAt: at(5) }))
    assert.deepEqual(await sorted(), [never.id, early.id, late.id])
    await store().transaction(({ versions }) => versions.delete(young.id))
    assert.deepEqual(await sorted(), [never.id, late.id, early.id])
  })
})
