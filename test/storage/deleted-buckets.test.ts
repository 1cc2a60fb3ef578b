// A deleted bucket is invisible at once; its rows are deleted later, in pieces.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Store } from '../../src/domain/store.ts'
import { type OpenStore, openStore } from '../../src/storage/open.ts'
import { databases, type Place } from '../support/databases.ts'
import { type Dumper, openDumper } from '../support/dump.ts'
import { readPage } from '../support/read-page.ts'
import { aRevocation, revoke, storedBucketIn } from './arrange-lifecycle.ts'
import {
  aBucket,
  aBuild,
  aChannel,
  anArtifact,
  anAssignment,
  anSbom,
  at,
  aVersion,
  storedBucket,
  storeVersion,
} from './arrange.ts'

const ALL = { size: null, order: [], edge: null } as const
const any = { platform: null, region: null } as const

/**
 * Three buckets that were built from one another: `base`, then `middle`, then `leaf`. Each has one version with one build, an
 * artifact, an SBOM and a channel that is assigned the version. Each parent was found through that channel of its bucket.
 */
async function arrange(store: Store) {
  const { project, bucket: base } = await storedBucket(store)
  const [middle, leaf] = [await storedBucketIn(store, project), await storedBucketIn(store, project)]
  const make = async (bucket: typeof base, parent: { readonly id: string } | null, through: string) => {
    const empty = aVersion(bucket, { sequence: 1 })
    const artifacts = [anArtifact({ externalIdentifier: `ami-${bucket.id}` })]
    const running = { status: 'running', heartbeatAt: at(1), artifacts } as const
    const build = aBuild(empty, { ...running, parentVersionId: parent?.id ?? '', parentChannelId: through })
    const version = { ...empty, builds: [build] }
    await storeVersion(store, version)
    const [channel, latest] = [
      aChannel(bucket, { version }),
      aChannel(bucket, { version, name: 'latest', managed: true }),
    ]
    const sbom = anSbom(build)
    await store.transaction(async ({ channels, sboms, ancestry }) => {
      for (const each of [channel, latest]) {
        await channels.insert(each)
        await channels.assign([anAssignment(each, { version })])
      }
      await sboms.put(sbom, Uint8Array.of(1))
      await ancestry.record(version.id)
    })
    return { bucket, version, build, channel, sbom }
  }
  const first = await make(base, null, '')
  const second = await make(middle, first.version, first.channel.id)
  const third = await make(leaf, second.version, second.channel.id)
  return { project, base: first, middle: second, leaf: third }
}

for (const database of databases())
  // One after the other: each test purges everything that is deleted.
  describe(`deleted buckets on ${database.name}`, () => {
    let place: Place
    let store: OpenStore
    let dumper: Dumper
    before(async () => {
      place = await database.create()
      store = await openStore(place.location)
      dumper = await openDumper(place.location)
    })
    after(async () => {
      await dumper.close()
      await store.close()
      await place.drop()
    })
    const remove = (id: string) => store.transaction(({ buckets }) => buckets.delete(id, at(9)))
    const purge = () => store.transaction(({ buckets }) => buckets.purge())
    const purgeAll = async () => {
      let pieces = 0
      while (await purge()) pieces += 1
      return pieces
    }

    for (const when of ['before', 'after'] as const)
      test(`nobody sees what hung on one ${when} it is cleared away`, async () => {
        const { project, base, middle, leaf } = await arrange(store)
        const revocation = aRevocation(project, base.version)
        await revoke(store, revocation)
        assert.equal((await store.revocations.listHeirs(revocation.id)).length, 2)
        const { bucket, version, build, channel, sbom } = middle

        await remove(bucket.id)
        if (when === 'after') await purgeAll()

        assert.deepEqual(
          (await store.buckets.list({ projectId: project.id, names: null }, ALL)).items.map(({ id }) => id).sort(),
          [base.bucket.id, leaf.bucket.id].sort(),
        )
        assert.deepEqual(await store.buckets.findMany([bucket.id]), [])
        assert.equal(await store.versions.findById(version.id), undefined)
        assert.deepEqual(await store.versions.findOutlines([version.id]), [])
        assert.deepEqual(await Array.fromAsync(store.versions.read([version.id])), [])
        assert.deepEqual(await Array.fromAsync(store.versions.readBrief([version.id])), [])
        assert.deepEqual(await store.versions.findLatest([bucket.id], at(-1)), [])
        assert.deepEqual(await store.versions.findNewest([bucket.id]), [])
        assert.equal(await store.versions.locate(project.id, version.id), undefined)
        assert.equal(await store.builds.locate(project.id, build.id), undefined)
        const query = { externalIdentifier: `ami-${bucket.id}`, ...any }
        assert.deepEqual(await store.builds.searchArtifacts(project.id, query, 10), [])
        const silent = await store.builds.listSilent('heartbeatAt', at(5), null, 1000)
        assert.ok(!silent.some(({ id }) => id === build.id))
        for (const name of [bucket.name, `deleted ${bucket.id}`]) {
          assert.equal(await store.buckets.find(project.id, name), undefined)
          assert.equal(await store.channels.find(project.id, name, channel.name), undefined)
        }
        assert.deepEqual(await store.channels.listByVersions([version]), [])
        assert.deepEqual(await store.channels.listManaged([bucket.id]), [])
        assert.equal(await store.sboms.read(sbom.id), undefined)

        // Neither its parent nor its child refers to it any more.
        assert.equal((await store.versions.findById(base.version.id))?.hasDescendants, false)
        assert.deepEqual(await store.versions.listDescendants(base.version.id), [])
        assert.deepEqual(await store.ancestry.listChildEdges([base.bucket.id]), [])
        assert.equal((await store.ancestry.list({ parentBucketId: base.bucket.id }, ALL)).count, 0)
        assert.deepEqual((await store.versions.findById(leaf.version.id))?.parents, [])
        assert.deepEqual(await store.ancestry.listParentEdges([leaf.bucket.id]), [])
        assert.deepEqual((await store.ancestry.list({ childVersionId: leaf.version.id }, ALL)).items, [])
        await store.transaction(({ ancestry }) => ancestry.record(leaf.version.id))
        assert.equal((await store.ancestry.list({ childVersionId: leaf.version.id }, ALL)).count, 0)

        // The leaf keeps what it inherited, as from any deleted version.
        assert.deepEqual(
          (await store.revocations.listHeirs(revocation.id)).map(({ id }) => id),
          [leaf.version.id],
        )
        assert.equal((await store.versions.findById(leaf.version.id))?.revocation?.message, revocation.message)
        await purgeAll()
      })

    for (const when of ['before', 'after'] as const)
      test(`an edge that was found through one of its channels is undetermined ${when} it is cleared away`, async () => {
        const { project, base, middle } = await arrange(store)
        const tools = await storedBucketIn(store, project)
        const tool = aVersion(tools, { sequence: 1 })
        const channel = aChannel(tools, { name: 'tools', version: tool })
        const child = aVersion(middle.bucket, { sequence: 2 })
        const build = aBuild(child, { parentVersionId: base.version.id, parentChannelId: channel.id })
        await storeVersion(store, { ...child, builds: [build] })
        await storeVersion(store, tool)
        await store.transaction(async ({ channels, ancestry }) => {
          await channels.insert(channel)
          await ancestry.record(child.id)
        })
        const parents = async () => (await store.versions.findById(child.id))?.parents
        assert.deepEqual(await parents(), [{ versionId: base.version.id, channelVersionId: tool.id }])
        await remove(tools.id)
        if (when === 'after') await purgeAll()
        const [relation] = (await store.ancestry.list({ childVersionId: child.id }, ALL)).items
        assert.equal(relation?.parent.id, base.version.id)
        assert.equal(relation.channel, null)
        assert.deepEqual(await parents(), [{ versionId: base.version.id, channelVersionId: null }])
        await purgeAll()
      })

    test('what is built from one that is being cleared away is recorded without it', async () => {
      const { middle, leaf } = await arrange(store)
      const child = aVersion(leaf.bucket, { sequence: 2 })
      const build = aBuild(child, { parentVersionId: middle.version.id, parentChannelId: middle.channel.id })
      await store.transaction(async ({ versions, builds }) => {
        await versions.insert(child)
        await builds.insert(build)
      })
      await remove(middle.bucket.id)
      const cleared = Promise.withResolvers<undefined>()
      const gate = Promise.withResolvers<undefined>()
      const underWay = store.transaction(async ({ buckets }) => {
        await buckets.purge()
        await buckets.purge()
        cleared.resolve(undefined)
        await gate.promise
      })
      await cleared.promise
      const recorded = store.transaction(({ ancestry }) => ancestry.record(child.id))
      // Gives `record` time to meet the rows being purged, where transactions do not run one after another anyway.
      for (let turn = 0; turn < 100; turn++) await store.versions.findById(child.id)
      gate.resolve(undefined)
      await Promise.all([underWay, recorded])
      const { version_edge: edges = [] } = await dumper.dump()
      assert.ok(!edges.some((row) => row.includes(`"${child.id}"`)))
      await purgeAll()
    })

    test('what an ancestor in one has left can be released', async () => {
      const { project, base, middle } = await arrange(store)
      await revoke(store, aRevocation(project, base.version))
      const release = () => store.transaction(({ revocations }) => revocations.releaseOrphaned(middle.version.id))
      await release()
      assert.ok((await store.versions.findById(middle.version.id))?.revocation, 'its ancestor can be restored')
      await remove(base.bucket.id)
      await release()
      assert.equal((await store.versions.findById(middle.version.id))?.revocation, null)
      await purgeAll()
    })

    test('its name is free at once, for a bucket that has nothing of it', async () => {
      const { project, middle } = await arrange(store)
      await remove(middle.bucket.id)
      const again = aBucket(project, { name: middle.bucket.name })
      assert.equal(await store.transaction(({ buckets }) => buckets.insert(again)), true)
      await purgeAll()
      assert.deepEqual(await store.buckets.find(project.id, again.name), again)
      assert.deepEqual((await readPage(store.versions.list(again.id, ALL))).items, [])
    })

    test('one with much of everything goes in pieces of a bounded number of rows, and nothing of it is left', async () => {
      await purgeAll()
      const { project, bucket } = await storedBucket(store)
      const other = await storedBucketIn(store, project)
      const kept = aVersion(other, { sequence: 1 })
      await storeVersion(store, kept)
      const untouched = await dumper.dump()

      const many = Array.from({ length: 120 }, (_, index) => aVersion(bucket, { sequence: index + 1 }))
      for (const version of many) await storeVersion(store, version)
      const [base] = many
      assert.ok(base)
      const artifacts = Array.from({ length: 1200 }, () => anArtifact())
      const builds = Array.from({ length: 110 }, (_, index) => aBuild(base, index === 0 ? { artifacts } : {}))
      const children = Array.from({ length: 600 }, () => aVersion(other))
      const channel = aChannel(bucket, { version: base })
      await store.transaction(async (tx) => {
        for (const build of builds) await tx.builds.insert(build)
        for (const [index, build] of builds.entries())
          if (index < 9) await tx.sboms.put(anSbom(build), Uint8Array.of(1))
        await tx.channels.insert(channel)
        const history = Array.from({ length: 1300 }, (_, index) =>
          anAssignment(channel, { version: index % 2 === 0 ? base : null, assignedAt: at(index) }),
        )
        await tx.channels.assign(history)
        for (const child of children) {
          await tx.versions.insert(child)
          await tx.builds.insert(aBuild(child, { parentVersionId: base.id, parentChannelId: '' }))
          await tx.ancestry.record(child.id)
        }
      })

      await remove(bucket.id)
      const counts = async () =>
        Object.fromEntries(Object.entries(await dumper.dump()).map(([table, rows]) => [table, rows.length]))
      let [left, pieces] = [await counts(), 0]
      while (await purge()) {
        const now = await counts()
        for (const [table, most] of Object.entries({
          artifact: 500,
          channel_assignment: 500,
          version_edge: 500,
          sbom: 4,
        }))
          assert.ok((left[table] ?? 0) - (now[table] ?? 0) <= most, `${table}: from ${left[table]} to ${now[table]}`)
        for (const table of ['version', 'build'])
          assert.ok((left[table] ?? 0) - (now[table] ?? 0) <= 50, `${table}: from ${left[table]} to ${now[table]}`)
        left = now
        pieces += 1
      }
      assert.ok(pieces > 10, `in ${pieces} pieces`)
      await store.transaction(async ({ versions }) => {
        for (const { id } of children) await versions.delete(id)
      })
      const { bucket: buckets = [], mark: marks = [], ...rows } = await dumper.dump()
      const { bucket: before = [], mark: marksBefore = [], ...others } = untouched
      assert.deepEqual(rows, others)
      const ofOthers = (all: readonly string[]) => all.filter((row) => !row.includes(`"${bucket.id}"`))
      assert.deepEqual(buckets, ofOthers(before))
      const subjects = (all: readonly string[]) => all.map((row) => (JSON.parse(row) as { subject: string }).subject)
      assert.deepEqual(
        subjects(marks).filter((subject) => subject !== project.id),
        subjects(ofOthers(marksBefore)),
      )
    })
  })
