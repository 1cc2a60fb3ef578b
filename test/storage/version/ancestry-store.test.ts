import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RelationQuery } from '../../../src/domain/catalog/ancestry/ancestry-store.ts'
import type { BuildStore } from '../../../src/domain/catalog/build/build-store.ts'
import type { Build } from '../../../src/domain/catalog/build/build.ts'
import type { Version } from '../../../src/domain/catalog/version/version.ts'
import type { Edge } from '../../../src/domain/page.ts'
import { describePort } from '../../support/describe-port.ts'
import { aRevocation, revoke, storeChannel, storedBucketIn, storedChild, summaryOf } from '../arrange-lifecycle.ts'
import { aBucket, aBuild, aChannel, at, aVersion, storedProject, storeVersion } from '../arrange.ts'
import { newestRelations } from './newest-relations.ts'

const NEWEST_FIRST = [{ field: 'createdAt', descending: true }] as const

describePort('ancestry', (store) => {
  /** Two buckets of a project of their own, one to build on and one to build in. */
  const storedBuckets = async () => {
    const { project } = await storedProject(store())
    return { project, base: await storedBucketIn(store(), project), app: await storedBucketIn(store(), project) }
  }
  const relationsOf = async (query: RelationQuery) => {
    const { items, count } = await store().ancestry.list(query, { size: 100, order: NEWEST_FIRST, edge: null })
    assert.equal(count, items.length)
    return items
  }
  /** The edges as child and parent ids. */
  const edgesOf = async (query: RelationQuery) =>
    (await relationsOf(query)).map(({ child, parent }) => [child.id, parent.id])
  const withBuilds = (version: Version, ...builds: readonly Partial<Build>[]): Version => ({
    ...version,
    builds: builds.map((build) => aBuild(version, { parentVersionId: '', parentChannelId: '', ...build })),
  })

  test('an edge has both its ends, and the channel that led to the parent with what it points at now', async () => {
    const { base, app } = await storedBuckets()
    const [parent, current] = [await storedChild(store(), base, []), await storedChild(store(), base, [])]
    const channel = aChannel(base, { version: current })
    await storeChannel(store(), channel)
    const child = withBuilds(aVersion(app), { parentVersionId: parent.id, parentChannelId: channel.id })
    await storeVersion(store(), child)

    assert.deepEqual(await store().ancestry.list({ childVersionId: child.id }, { size: 2, order: [], edge: null }), {
      items: [
        {
          id: child.builds[0]!.id,
          createdAt: at(0),
          parent: summaryOf(parent),
          child: summaryOf(child),
          channel: { name: channel.name, restricted: true, version: summaryOf(current) },
        },
      ],
      next: null,
      previous: null,
      count: 1,
    })
    const edge = { versionId: parent.id, channelVersionId: current.id }
    assert.deepEqual((await store().versions.findById(child.id))?.parents, [edge])
  })

  test('a channel that the project does not know is none, and one that points nowhere has no version', async () => {
    const { base, app } = await storedBuckets()
    const { base: elsewhere } = await storedBuckets()
    const parent = await storedChild(store(), base, [])
    const alien = aChannel(elsewhere, { version: await storedChild(store(), elsewhere, []) })
    const empty = aChannel(base, { restricted: false })
    await storeChannel(store(), empty)
    await storeChannel(store(), alien)
    const child = withBuilds(
      aVersion(app),
      { parentVersionId: parent.id, createdAt: at(4) },
      { parentVersionId: parent.id, parentChannelId: 'gone', createdAt: at(3) },
      { parentVersionId: parent.id, parentChannelId: alien.id, createdAt: at(2) },
      { parentVersionId: parent.id, parentChannelId: empty.id, createdAt: at(1) },
    )
    await storeVersion(store(), child)

    assert.deepEqual(
      (await relationsOf({ childVersionId: child.id })).map(({ channel }) => channel),
      [null, { name: empty.name, restricted: false, version: null }],
    )
    const edge = { versionId: parent.id, channelVersionId: null }
    assert.deepEqual((await store().versions.findById(child.id))?.parents, [edge, edge])
  })

  test('builds of a version with the same parent and channel are one edge', async () => {
    const { base, app } = await storedBuckets()
    const [one, other] = [await storedChild(store(), base, []), await storedChild(store(), base, [])]
    const channel = aChannel(base)
    await storeChannel(store(), channel)
    const child = withBuilds(
      aVersion(app, { sequence: 1 }),
      { parentVersionId: one.id, parentChannelId: channel.id },
      { parentVersionId: one.id, parentChannelId: channel.id },
      { parentVersionId: one.id },
      { parentVersionId: other.id, parentChannelId: channel.id },
    )
    await storeVersion(store(), child)

    const [first, , third, fourth] = child.builds
    const ids = (await relationsOf({ childVersionId: child.id })).map(({ id }) => id)
    assert.deepEqual(new Set(ids), new Set([first!.id, third!.id, fourth!.id]))
    // A channel that is assigned no version counts as no channel.
    const standing = [one, other].map(({ id }) => ({ versionId: id, channelVersionId: null }))
    const { ancestry } = store()
    assert.deepEqual(
      new Set(await ancestry.listParentEdges([app.id])),
      new Set(standing.map((edge) => ({ bucketId: app.id, ...edge }))),
    )
    assert.equal((await ancestry.listParentEdges([app.id])).length, 2)
    assert.deepEqual(
      new Set(await ancestry.listChildEdges([base.id])),
      new Set(standing.map((edge) => ({ bucketId: base.id, ...edge }))),
    )
    assert.equal((await ancestry.listChildEdges([base.id])).length, 2)
  })

  test('a version that is gone, of another project, or the same is nobody’s parent or child', async () => {
    const { base, app } = await storedBuckets()
    const { base: elsewhere } = await storedBuckets()
    const [gone, foreign] = [await storedChild(store(), base, []), await storedChild(store(), elsewhere, [])]
    const own = aVersion(app, { sequence: 1000 })
    const child = withBuilds(
      own,
      { parentVersionId: gone.id },
      { parentVersionId: foreign.id },
      { parentVersionId: own.id },
      { parentVersionId: 'never-was' },
      { parentVersionId: '' },
    )
    await storeVersion(store(), child)
    const edge = { bucketId: app.id, versionId: gone.id, channelVersionId: null }
    assert.deepEqual(await store().ancestry.listParentEdges([app.id]), [edge])
    await store().transaction(({ versions }) => versions.delete(gone.id))

    const { ancestry, versions } = store()
    for (const query of [{ childVersionId: child.id }, { childBucketId: app.id }, { parentBucketId: elsewhere.id }])
      assert.deepEqual(await edgesOf(query), [])
    assert.deepEqual(await ancestry.listParentEdges([app.id]), [])
    assert.deepEqual(await ancestry.listChildEdges([base.id, app.id, elsewhere.id]), [])
    assert.deepEqual((await versions.findById(child.id))?.parents, [])
    for (const { id } of [child, foreign]) assert.equal((await versions.findById(id))?.hasDescendants, false)
  })

  test('buckets that build on one are counted once each, itself aside, and no longer when they are deleted', async () => {
    const { project, base, app } = await storedBuckets()
    const [tools, none] = [await storedBucketIn(store(), project), await storedBucketIn(store(), project)]
    const [first, second] = [await storedChild(store(), base, []), await storedChild(store(), base, [])]
    for (const [child, parent] of [
      [app, first],
      [app, second],
      [tools, first],
      [base, first],
    ] as const)
      // prettier-ignore
      await storedChild(store(), child, [parent.id])
    const { ancestry } = store()
    const counted = async () => ancestry.countChildren([base.id, none.id, app.id, 'absent'])
    assert.deepEqual(await counted(), [{ bucketId: base.id, children: 2 }])
    await store().transaction(({ buckets }) => buckets.delete(tools.id, at(1)))
    assert.deepEqual(await counted(), [{ bucketId: base.id, children: 1 }])
    assert.deepEqual(await ancestry.countChildren([]), [])
  })

  test('a version has descendants when another one was built from it, complete or not', async () => {
    const { base, app } = await storedBuckets()
    const parent = await storedChild(store(), base, [])
    const hasDescendants = async () => (await store().versions.findById(parent.id))?.hasDescendants
    assert.equal(await hasDescendants(), false)
    const child = await storedChild(store(), app, [parent.id], { sequence: null })
    assert.equal(await hasDescendants(), true)
    await store().transaction(({ versions }) => versions.delete(child.id))
    assert.equal(await hasDescendants(), false)
  })

  test('up from a bucket go the edges of its complete version of the highest number, revoked or not', async () => {
    const { project, base, app } = await storedBuckets()
    const [first, second] = [await storedChild(store(), base, []), await storedChild(store(), base, [])]
    const old = await storedChild(store(), app, [first.id])
    const newest = await storedChild(store(), app, [second.id])
    await storedChild(store(), app, [first.id], { sequence: null })
    await revoke(store(), aRevocation(project, newest))

    assert.deepEqual(await edgesOf({ childBucketId: app.id }), [[newest.id, second.id]])
    assert.deepEqual(await edgesOf({ childVersionId: old.id }), [[old.id, first.id]])
    assert.deepEqual(await edgesOf({ childBucketId: base.id }), [])
    const running = await storedBucketIn(store(), project)
    await storedChild(store(), running, [first.id], { sequence: null })
    assert.deepEqual(await edgesOf({ childBucketId: running.id }), [])
    assert.deepEqual(await edgesOf({ childBucketId: 'unknown' }), [])
  })

  test('down from a bucket go edges from any version of it to the newest complete versions of buckets', async () => {
    const { project, base, app } = await storedBuckets()
    const [tools, left] = [await storedBucketIn(store(), project), await storedBucketIn(store(), project)]
    const [first, second] = [await storedChild(store(), base, []), await storedChild(store(), base, [])]
    await storedChild(store(), app, [second.id])
    const tool = await storedChild(store(), tools, [second.id])
    const newest = await storedChild(store(), app, [first.id, tool.id])
    await storedChild(store(), tools, [first.id], { sequence: null })
    await storedChild(store(), await storedBucketIn(store(), project), [first.id], { sequence: null })
    await storedChild(store(), left, [second.id])
    await storedChild(store(), left, [])

    const both = [
      [newest.id, first.id],
      [tool.id, second.id],
    ]
    assert.deepEqual((await edgesOf({ parentBucketId: base.id })).sort(), both.sort())
    assert.deepEqual(await edgesOf({ parentBucketId: tools.id }), [[newest.id, tool.id]])
    assert.deepEqual(await edgesOf({ parentBucketId: app.id }), [])
  })

  test('when the newest version is deleted the one before it stands for the bucket again', async () => {
    const { base, app } = await storedBuckets()
    const parent = await storedChild(store(), base, [])
    const old = await storedChild(store(), app, [parent.id])
    const newest = await storedChild(store(), app, [])
    assert.deepEqual(await edgesOf({ parentBucketId: base.id }), [])
    await store().transaction(({ versions }) => versions.delete(newest.id))
    assert.deepEqual(await edgesOf({ parentBucketId: base.id }), [[old.id, parent.id]])
  })

  test('edges are what the builds of a version name when they are recorded, and no more', async () => {
    const { base, app } = await storedBuckets()
    const [parent, other] = [await storedChild(store(), base, []), await storedChild(store(), base, [])]
    const channel = aChannel(base)
    await storeChannel(store(), channel)
    const child = withBuilds(aVersion(app, { sequence: 1 }), {}, { parentVersionId: other.id })
    await storeVersion(store(), child)
    const [first, second] = child.builds
    /** Each edge by its build, its parent, and whether a channel led there. */
    const recordedAfter = async (change: (builds: BuildStore) => Promise<void>) => {
      await store().transaction(async ({ builds, ancestry }) => {
        await change(builds)
        await ancestry.record(child.id)
      })
      const relations = await relationsOf({ parentBucketId: base.id })
      return relations.map((relation) => [relation.id, relation.parent.id, relation.channel !== null]).sort()
    }

    const named = { ...first!, parentVersionId: other.id }
    assert.deepEqual(await recordedAfter((builds) => builds.update(named, first!)), [[first!.id, other.id, false]])
    const found = { ...named, parentChannelId: channel.id }
    assert.deepEqual(
      await recordedAfter((builds) => builds.update(found, named)),
      [
        [first!.id, other.id, true],
        [second!.id, other.id, false],
      ].sort(),
    )
    assert.deepEqual(await recordedAfter((builds) => builds.delete(second!.id)), [[first!.id, other.id, true]])
    const renamed = { ...found, parentVersionId: parent.id }
    assert.deepEqual(await recordedAfter((builds) => builds.update(renamed, found)), [[first!.id, parent.id, true]])
    assert.deepEqual(await recordedAfter((builds) => builds.delete(first!.id)), [])
  })

  test('edges down are narrowed to those found through a channel, edges up are not', async () => {
    const { base, app } = await storedBuckets()
    const [ancestor, channel] = [await storedChild(store(), app, []), aChannel(base)]
    await storeChannel(store(), channel)
    const parent = await storedChild(store(), base, [ancestor.id])
    const [found, other] = [aVersion(app, { sequence: 1000 }), aVersion(app, { sequence: 1001 })]
    await storeVersion(store(), withBuilds(found, { parentVersionId: parent.id, parentChannelId: channel.id }))

    const up = [parent.id, ancestor.id]
    const query = { childBucketId: base.id, parentBucketId: base.id, channelId: channel.id }
    assert.deepEqual((await edgesOf(query)).sort(), [up, [found.id, parent.id]].sort())
    await storeVersion(store(), withBuilds(other, { parentVersionId: parent.id }))
    assert.deepEqual(await edgesOf(query), [up])
  })

  test('an edge within a bucket is one, up and down', async () => {
    const { base } = await storedBuckets()
    const parent = await storedChild(store(), base, [])
    const child = await storedChild(store(), base, [parent.id])
    const edge = [child.id, parent.id]
    assert.deepEqual(await edgesOf({ childBucketId: base.id, parentBucketId: base.id }), [edge])
    assert.deepEqual(await edgesOf({ childVersionId: child.id, parentBucketId: base.id }), [edge])
  })

  test('relations are cut into pages, up and down together', async () => {
    const { base, app } = await storedBuckets()
    const [ancestor, parent] = [await storedChild(store(), app, []), aVersion(base, { sequence: 1 })]
    await storeVersion(store(), withBuilds(parent, { parentVersionId: ancestor.id, createdAt: at(2) }))
    const channel = aChannel(base)
    await storeChannel(store(), channel)
    const child = withBuilds(
      aVersion(app, { sequence: 1000 }),
      { parentVersionId: parent.id, parentChannelId: channel.id, createdAt: at(3) },
      { parentVersionId: parent.id, createdAt: at(1) },
    )
    await storeVersion(store(), child)
    const query = { childVersionId: parent.id, parentBucketId: base.id }
    const [third, first, second] = await relationsOf(query)
    assert.deepEqual([third!.child.id, first!.child.id, second!.child.id], [child.id, parent.id, child.id])

    const { ancestry } = store()
    const one = await ancestry.list(query, { size: 2, order: NEWEST_FIRST, edge: null })
    assert.deepEqual(one, {
      items: [third, first],
      next: { direction: 'after', values: [at(2), first!.id] },
      previous: null,
      count: 3,
    })
    const two = await ancestry.list(query, { size: 2, order: NEWEST_FIRST, edge: one.next })
    assert.deepEqual(two, {
      items: [second],
      next: null,
      previous: { direction: 'before', values: [at(1), second!.id] },
      count: 3,
    })
    assert.deepEqual(await ancestry.list(query, { size: 2, order: NEWEST_FIRST, edge: two.previous }), one)
  })

  test('of a bucket on which hundreds of others are built all are told, page by page', async () => {
    const { project, base } = await storedBuckets()
    const parent = await storedChild(store(), base, [])
    const built = Array.from({ length: 501 }, (_, index) => {
      const bucket = aBucket(project)
      const version = aVersion(bucket, { sequence: 1 })
      return { bucket, version: withBuilds(version, { parentVersionId: parent.id, createdAt: at(index % 7) }) }
    })
    await store().transaction(async ({ buckets, versions, builds, ancestry }) => {
      for (const { bucket, version } of built) {
        await buckets.insert(bucket)
        await versions.insert(version)
        for (const build of version.builds) await builds.insert(build)
        await ancestry.record(version.id)
      }
    })
    const query = { parentBucketId: base.id }
    const found: string[] = []
    for (let edge: Edge | null | undefined; edge !== null;) {
      const page = await store().ancestry.list(query, { size: 200, order: NEWEST_FIRST, edge: edge ?? null })
      assert.equal(page.count, built.length)
      found.push(...page.items.map(({ child }) => child.id))
      edge = page.next
    }
    const placeOf = ({ builds: [build] }: Version) => `${build?.createdAt ?? ''} ${build?.id ?? ''}`
    const expected = built
      .map(({ version }) => version)
      .toSorted((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1))
    assert.deepEqual(
      found,
      expected.map(({ id }) => id),
    )
  })

  newestRelations(store)

  test('the edges of any number of buckets are told apart, with where their channels point', async () => {
    const { project, base, app } = await storedBuckets()
    const tools = await storedBucketIn(store(), project)
    const parent = await storedChild(store(), base, [])
    const channel = aChannel(base, { version: parent })
    await storeChannel(store(), channel)
    await storeVersion(
      store(),
      withBuilds(aVersion(app, { sequence: 1 }), { parentVersionId: parent.id, parentChannelId: channel.id }),
    )
    const tool = await storedChild(store(), tools, [parent.id])
    const absent = Array.from({ length: 450 }, (_, index) => `absent-${String(index)}`)

    const { ancestry } = store()
    assert.deepEqual(
      new Set(await ancestry.listParentEdges([app.id, ...absent, tools.id, base.id])),
      new Set([
        { bucketId: app.id, versionId: parent.id, channelVersionId: parent.id },
        { bucketId: tools.id, versionId: parent.id, channelVersionId: null },
      ]),
    )
    const below = await storedChild(store(), base, [tool.id])
    assert.deepEqual(
      new Set(await ancestry.listChildEdges([base.id, ...absent, tools.id])),
      new Set([
        { bucketId: base.id, versionId: parent.id, channelVersionId: parent.id },
        { bucketId: base.id, versionId: parent.id, channelVersionId: null },
        { bucketId: tools.id, versionId: tool.id, channelVersionId: null },
      ]),
    )
    assert.deepEqual(await edgesOf({ parentBucketId: tools.id }), [[below.id, tool.id]])
    assert.deepEqual(await ancestry.listParentEdges([]), [])
    assert.deepEqual(await ancestry.listChildEdges([]), [])
  })

  test('buckets are deleted although they were built on, or build on others', async () => {
    const { project, base, app } = await storedBuckets()
    const parent = await storedChild(store(), base, [])
    const child = await storedChild(store(), app, [parent.id])
    await store().transaction(({ buckets }) => buckets.delete(base.id, at(9)))
    assert.deepEqual(await edgesOf({ childVersionId: child.id }), [])
    await store().transaction(({ buckets }) => buckets.delete(app.id, at(9)))
    assert.equal(await store().buckets.find(project.id, app.name), undefined)
  })
})
