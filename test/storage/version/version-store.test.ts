import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weightOf } from '../../../src/domain/catalog/build/build-weight.ts'
import type { Build } from '../../../src/domain/catalog/build/build.ts'
import type { Version } from '../../../src/domain/catalog/version/version.ts'
import { describePort } from '../../support/describe-port.ts'
import { readPage } from '../../support/read-page.ts'
import {
  aRegistry,
  aRevocation,
  revoke,
  storedBucketIn,
  storedChild,
  storedFamily,
  summaryOf,
} from '../arrange-lifecycle.ts'
import {
  aBucket,
  aBuild,
  aChannel,
  anArtifact,
  anAssignment,
  anSbom,
  at,
  aVersion,
  outlineOf,
  storedBucket,
  storedProject,
  storedVersion,
  storeVersion,
} from '../arrange.ts'

const placeOf = ({ id, bucketId }: Version) => ({ id, bucketId })

describePort('versions', (store) => {
  test('a version comes with its builds, oldest first, and their artifacts in the order in which they were sent', async () => {
    const { bucket } = await storedBucket(store())
    const empty = aVersion(bucket)
    const artifacts = [anArtifact(), anArtifact(), anArtifact()].toReversed()
    const young = aBuild(empty, { createdAt: at(2), artifacts })
    const old = aBuild(empty, { createdAt: at(1), metadata: null, labels: {}, status: 'unset', platform: '' })
    const twin = aBuild(empty, { createdAt: at(1), status: 'running' })
    await storeVersion(store(), { ...empty, builds: [young, old, twin] })

    const version = { ...empty, builds: [old, twin, young] }
    assert.deepEqual(await store().versions.find(bucket.id, empty.fingerprint), version)
    assert.deepEqual(await store().versions.findById(empty.id), version)
  })

  test('a version is served by names while its registry is active', async () => {
    const { project, bucket, version } = await storedVersion(store())
    const served = () => store().versions.findServed(project.id, bucket.name, version.fingerprint)
    assert.equal(await served(), undefined)
    await store().transaction(({ registries }) => registries.insert(aRegistry(project)))
    assert.deepEqual(await served(), version)
  })

  test('text of any kind survives in labels and metadata', async () => {
    const { bucket } = await storedBucket(store())
    const empty = aVersion(bucket)
    const labels = JSON.parse('{"__proto__":"polluted","quote":"\\"\\\\/","line":"a\\nb","zero":"\\u0000"}') as never
    const metadata = JSON.parse(
      '{"packer":{"deep":[[{"__proto__":{"x":1}}]],"big":1e300},"cicd":"","vcs":"\\ud83d\\ude00\\u0000"}',
    ) as never
    await storeVersion(store(), { ...empty, builds: [aBuild(empty, { labels, metadata })] })

    const found = await store().versions.findById(empty.id)
    assert.equal(JSON.stringify(found?.builds[0]?.labels), JSON.stringify(labels))
    assert.equal(JSON.stringify(found?.builds[0]?.metadata), JSON.stringify(metadata))
  })

  test('a fingerprint is taken once in a bucket', async () => {
    const { project, bucket, version } = await storedVersion(store())
    const other = aBucket(project)
    const twin = aVersion(bucket, { fingerprint: version.fingerprint, templateType: 'json' })
    await store().transaction(async ({ buckets, versions }) => {
      await buckets.insert(other)
      assert.equal(await versions.insert(twin), false)
      assert.equal(await versions.insert({ ...twin, bucketId: other.id }), true)
    })

    assert.deepEqual(await store().versions.find(bucket.id, version.fingerprint), version)
    assert.equal(await store().versions.find(bucket.id, 'unknown'), undefined)
    assert.equal(await store().versions.find('unknown', version.fingerprint), undefined)
    assert.equal(await store().versions.findById('unknown'), undefined)
  })

  test('a number is given once in a bucket, and any number of versions have none', async () => {
    const { bucket, version } = await storedVersion(store())
    await storeVersion(store(), aVersion(bucket))
    await storeVersion(store(), aVersion(bucket))
    await assert.rejects(storeVersion(store(), aVersion(bucket, { sequence: version.sequence })))
  })

  test('an update writes the number and the time of the change', async () => {
    const { bucket } = await storedBucket(store())
    const version = aVersion(bucket)
    await storeVersion(store(), version)
    const changed: Version = { ...version, sequence: 12, updatedAt: at(5) }
    await store().transaction(({ versions }) =>
      versions.update({ ...changed, fingerprint: 'other', authorId: 'other' }),
    )
    assert.deepEqual(await store().versions.findById(version.id), changed)
  })

  test('versions are asked for by any number of ids', async () => {
    const { bucket, version } = await storedVersion(store())
    const other = aVersion(bucket)
    await storeVersion(store(), other)
    const absent = Array.from({ length: 1200 }, (_, index) => `absent-${String(index)}`)
    const { versions } = store()
    const asked = [other.id, ...absent, version.id]
    assert.deepEqual(new Set(await versions.findOutlines(asked)), new Set([outlineOf(other), outlineOf(version)]))
    assert.deepEqual(await versions.findOutlines([]), [])
    const summaries = [other, version].map((each) => ({ ...summaryOf(each), createdAt: each.createdAt }))
    assert.deepEqual(new Set(await versions.listSummaries(asked)), new Set(summaries))
    assert.deepEqual(await Array.fromAsync(versions.read(asked)), [other, version])
    assert.deepEqual(await Array.fromAsync(versions.read([version.id])), [version])
    assert.deepEqual(await Array.fromAsync(versions.read([])), [])
    const builds = version.builds.map((build) => ({ ...build, labels: {}, metadata: null }))
    assert.deepEqual(await Array.fromAsync(versions.readBrief(asked)), [other, { ...version, builds }])
  })

  test('an outline is found by the fingerprint as a version is, and has its builds without what hangs on them', async () => {
    const { bucket, version } = await storedVersion(store())
    const { versions } = store()
    assert.deepEqual(await versions.findOutline(bucket.id, version.fingerprint), outlineOf(version))
    assert.equal(await versions.findOutline(bucket.id, 'unknown'), undefined)
    assert.equal(await versions.findOutline('unknown', version.fingerprint), undefined)
  })

  test('around a build there are the weights of all, as they were when these were written last', async () => {
    const { bucket, version } = await storedVersion(store())
    const [build, other] = version.builds
    assert.ok(build && other)
    const { versions } = store()
    const weighed = (...builds: readonly Build[]) => ({
      ...version,
      builds: outlineOf({ ...version, builds }).builds.map((outline, place) => ({
        ...outline,
        weight: weightOf(builds[place]!),
      })),
    })
    const around = (fingerprint: string, id: string | null) => versions.findAroundBuild(bucket.id, fingerprint, id)
    assert.deepEqual(await around(version.fingerprint, other.id), { version: weighed(build, other), build: other })
    for (const none of [null, 'unknown', (await storedVersion(store())).version.builds[0]!.id])
      assert.deepEqual(await around(version.fingerprint, none), { version: weighed(build, other), build: undefined })
    assert.equal(await around('unknown', build.id), undefined)
    const grown = { ...build, labels: { os: 'ubuntu', note: 'ü'.repeat(1000) }, updatedAt: at(9) }
    await store().transaction(({ builds }) => builds.update(grown, build))
    assert.deepEqual(await around(version.fingerprint, build.id), { version: weighed(grown, other), build: grown })
  })

  test('versions are weighed by what is stored of them and below them', async () => {
    const { bucket } = await storedBucket(store())
    const [empty, labels, metadata, artifacts] = Array.from({ length: 4 }, () => aVersion(bucket))
    assert.ok(empty && labels && metadata && artifacts)
    const long = 'ü'.repeat(50_000)
    await storeVersion(store(), empty)
    await storeVersion(store(), { ...labels, builds: [aBuild(labels, { labels: { long } })] })
    await storeVersion(store(), {
      ...metadata,
      builds: [aBuild(metadata, { metadata: { packer: long, cicd: 1, vcs: 1 } })],
    })
    const many = Array.from({ length: 100 }, () => anArtifact({ externalIdentifier: 'ü'.repeat(500) }))
    await storeVersion(store(), { ...artifacts, builds: [aBuild(artifacts), aBuild(artifacts, { artifacts: many })] })
    const ids = [artifacts.id, 'unknown', empty.id, metadata.id, labels.id]
    const weights = await store().versions.weigh(ids)
    const rounded = weights.map((bytes) => Math.floor(bytes / 100_000))
    assert.deepEqual(rounded, [1, 0, 0, 1, 1])
    assert.equal(weights[1], 0)
  })

  test('the latest version of a bucket is the complete one with the highest number', async () => {
    const { project, bucket } = await storedBucket(store())
    const [incomplete, empty] = [aBucket(project), aBucket(project)]
    const { version: elsewhere } = await storedVersion(store())
    await store().transaction(async ({ buckets }) => {
      await buckets.insert(incomplete)
      await buckets.insert(empty)
    })
    const tenth = aVersion(bucket, { sequence: 10 })
    const versions = [tenth, aVersion(bucket, { sequence: 9 }), aVersion(bucket), aVersion(incomplete)]
    for (const version of versions) await storeVersion(store(), version)
    const found = await store().versions.findLatest(
      [bucket.id, incomplete.id, empty.id, elsewhere.bucketId, 'absent'],
      at(0),
    )
    assert.deepEqual(new Set(found), new Set([outlineOf(tenth), outlineOf(elsewhere)]))
    assert.deepEqual(await store().versions.findLatest([], at(0)), [])
  })

  test('the newest version of a bucket is its last complete one, revoked or not, and without any the youngest', async () => {
    const { project, bucket } = await storedBucket(store())
    const [open, empty] = [aBucket(project), aBucket(project)]
    await store().transaction(async ({ buckets }) => {
      await buckets.insert(open)
      await buckets.insert(empty)
    })
    const tenth = aVersion(bucket, { sequence: 10, createdAt: at(1) })
    const youngest = aVersion(open, { createdAt: at(5) })
    const versions = [
      tenth,
      aVersion(bucket, { sequence: 9, createdAt: at(2) }),
      aVersion(bucket, { createdAt: at(9) }),
      aVersion(open, { createdAt: at(4) }),
      youngest,
    ]
    for (const version of versions) await storeVersion(store(), version)
    await revoke(store(), aRevocation(project, tenth, { at: at(3) }))

    const found = await store().versions.findNewest([bucket.id, open.id, empty.id, 'absent'])
    assert.deepEqual(new Set(found.map(({ id }) => id)), new Set([tenth.id, youngest.id]))
    assert.deepEqual(await store().versions.findNewest([]), [])
  })

  test('when the newest version was created is the last date of its bucket, complete or not', async () => {
    const { bucket } = await storedBucket(store())
    const { bucket: empty } = await storedBucket(store())
    const dated = [aVersion(bucket, { createdAt: at(9) }), aVersion(bucket, { createdAt: at(3), sequence: 1 })]
    for (const version of dated) await storeVersion(store(), version)
    assert.equal(await store().versions.newestCreatedAt(bucket.id), at(9))
    const search = { bucketId: bucket.id, statuses: ['running'], now: at(9) } as const
    const { items } = await store().versions.search(search, { size: 9, order: [], edge: null })
    assert.deepEqual([items, await store().versions.countSearched(search)], [[dated[0]!.id], 1])
    assert.equal(await store().versions.newestCreatedAt(empty.id), undefined)
  })

  test('the latest version is valid: what was revoked is passed over, from its date on', async () => {
    const { project, bucket, born } = await storedFamily(store())
    const ancestor = await born()
    const [valid, revoked, inherited] = [await born(), await born(), await born(ancestor)]
    await revoke(store(), aRevocation(project, revoked, { at: at(5) }))
    await revoke(store(), aRevocation(project, ancestor, { at: at(3) }))
    const latestAt = async (milliseconds: number) =>
      (await store().versions.findLatest([bucket.id], at(milliseconds))).map(({ id }) => id)
    assert.deepEqual(await latestAt(2), [inherited.id])
    assert.deepEqual(await latestAt(3), [revoked.id])
    const places = [revoked, valid].map(({ bucketId, sequence }) => ({ bucketId, sequence: sequence ?? 0 }))
    const newer = (await store().versions.countNewer(places, at(3))).map((count) => count.newer)
    assert.deepEqual(newer, [0, 1])
    assert.deepEqual(await latestAt(4), [revoked.id])
    assert.deepEqual(await latestAt(5), [valid.id])
    await revoke(store(), aRevocation(project, valid, { at: at(6) }))
    assert.deepEqual(await latestAt(6), [])
  })

  test('the latest version is not one whose revocation was applied, own or inherited, however early it is asked', async () => {
    const { project, bucket, born } = await storedFamily(store())
    const ancestor = await born()
    const [valid, revoked, inherited] = [await born(), await born(), await born(ancestor)]
    const own = aRevocation(project, revoked, { at: at(5) })
    const passedOn = aRevocation(project, ancestor, { at: at(3) })
    await revoke(store(), own)
    await revoke(store(), passedOn)
    const latest = async () => (await store().versions.findLatest([bucket.id], at(0))).map(({ id }) => id)

    assert.deepEqual(await latest(), [inherited.id])
    await store().transaction(({ revocations }) => revocations.markApplied(passedOn.id, at(3)))
    assert.deepEqual(await latest(), [revoked.id])
    await store().transaction(({ revocations }) => revocations.markApplied(own.id, at(5)))
    assert.deepEqual(await latest(), [valid.id])
  })

  test('the latest version is valid until the date of its own revocation, whatever it inherited', async () => {
    const { project, bucket, born } = await storedFamily(store())
    const ancestor = await born()
    const child = await born(ancestor)
    await revoke(store(), aRevocation(project, ancestor, { at: at(1) }))
    await revoke(store(), aRevocation(project, child, { at: at(9) }))
    const latestAt = async (milliseconds: number) => store().versions.findLatest([bucket.id], at(milliseconds))

    assert.deepEqual(
      (await latestAt(8)).map(({ id }) => id),
      [child.id],
    )
    assert.deepEqual(await latestAt(9), [])
  })

  test('a version is located by its id within one project, complete or not', async () => {
    const { project, bucket, version } = await storedVersion(store())
    const { version: foreign } = await storedVersion(store())
    const running = aVersion(bucket)
    await storeVersion(store(), running)

    const { versions } = store()
    assert.deepEqual(await versions.locate(project.id, version.id), summaryOf(version))
    assert.deepEqual(await versions.locate(project.id, running.id), summaryOf(running))
    assert.equal(await versions.locate(project.id, foreign.id), undefined)
    assert.equal(await versions.locate(project.id, 'unknown'), undefined)
  })

  test('a complete version is located by its number within one bucket', async () => {
    const { bucket } = await storedBucket(store())
    const { version: elsewhere } = await storedVersion(store())
    const seventh = aVersion(bucket, { sequence: 7 })
    await storeVersion(store(), seventh)
    await storeVersion(store(), aVersion(bucket))

    const { versions } = store()
    assert.deepEqual(await versions.locateSequence(bucket.id, 7), summaryOf(seventh))
    assert.equal(await versions.locateSequence(bucket.id, elsewhere.sequence!), undefined)
    assert.equal(await versions.locateSequence(bucket.id, 0), undefined)
    assert.equal(await versions.locateSequence(bucket.id, 2 ** 31 - 1), undefined)
  })

  test('descendants are listed in any generation, each once, within one project and never the version itself', async () => {
    const { born } = await storedFamily(store())
    const { project: elsewhere } = await storedProject(store())
    const base = await born()
    const [left, right] = [await born(base), await born(base)]
    const bottom = await born(left, right)
    const foreign = await storedChild(store(), await storedBucketIn(store(), elsewhere), [base.id])
    await born(foreign)
    const circles = [base, left].map((version) => aBuild(version, { parentVersionId: bottom.id }))
    await store().transaction(async ({ builds, ancestry }) => {
      for (const circle of circles) {
        await builds.insert(circle)
        await ancestry.record(circle.versionId)
      }
    })

    const { versions } = store()
    const found = await versions.listDescendants(base.id)
    assert.equal(found.length, 3)
    assert.deepEqual(new Set(found), new Set([left, right, bottom].map(placeOf)))
    assert.deepEqual(new Set(await versions.listDescendants(bottom.id)), new Set([base, left, right].map(placeOf)))
    assert.deepEqual(await versions.listDescendants('unknown'), [])
  })

  test('a version has any number of children, and those have theirs', async () => {
    const { bucket, born } = await storedFamily(store())
    const base = await born()
    const children = Array.from({ length: 1050 }, () => aVersion(bucket))
    await store().transaction(async ({ versions, builds, ancestry }) => {
      for (const child of children) {
        await versions.insert(child)
        await builds.insert(aBuild(child, { parentVersionId: base.id }))
        await ancestry.record(child.id)
      }
    })
    const grandchild = await born(children[0]!, children[1049]!)

    const found = await store().versions.listDescendants(base.id)
    assert.equal(found.length, 1051)
    assert.deepEqual(new Set(found), new Set([...children, grandchild].map(placeOf)))
  })

  test('pages by number have the incomplete versions below the first number', async () => {
    const { bucket } = await storedBucket(store())
    const { version: elsewhere } = await storedVersion(store())
    const [waiting, second, tenth, failed] = [null, 2, 10, null].map((sequence) => aVersion(bucket, { sequence }))
    for (const version of [waiting!, second!, tenth!, failed!]) await storeVersion(store(), version)
    const order = [{ field: 'sequence', descending: true }] as const

    const one = await readPage(store().versions.list(bucket.id, { size: 3, order, edge: null }))
    assert.deepEqual(one, {
      items: [tenth, second, failed],
      next: { direction: 'after', values: [0, failed!.id] },
      previous: null,
    })
    const outlines = await readPage(store().versions.listOutlines(bucket.id, { size: 3, order, edge: null }))
    assert.deepEqual(outlines, { ...one, items: one.items.map(outlineOf) })
    const two = await readPage(store().versions.list(bucket.id, { size: 3, order, edge: one.next }))
    assert.deepEqual(two, {
      items: [waiting],
      next: null,
      previous: { direction: 'before', values: [0, waiting!.id] },
    })
    assert.equal(
      [...one.items, ...two.items].some(({ id }) => id === elsewhere.id),
      false,
    )
  })

  test('a deleted version takes builds, artifacts, SBOMs and its places in history along, but not its channel', async () => {
    const { project, bucket, version } = await storedVersion(store())
    const [build] = version.builds
    const channel = aChannel(bucket, { version })
    const sbom = anSbom(build!)
    const unassignment = anAssignment(channel)
    await store().transaction(async ({ channels, sboms }) => {
      await channels.insert(channel)
      await channels.assign([unassignment])
      await channels.assign([anAssignment(channel, { version })])
      await sboms.put(sbom, Uint8Array.of(1))
    })

    await store().transaction(({ versions }) => versions.delete(version.id))

    const [artifact] = build!.artifacts
    const query = { externalIdentifier: artifact!.externalIdentifier, platform: null, region: null }
    const history = { size: null, order: [], edge: null }
    assert.equal(await store().versions.findById(version.id), undefined)
    assert.deepEqual(await store().builds.searchArtifacts(project.id, query, 10), [])
    assert.equal(await store().sboms.read(sbom.id), undefined)
    assert.deepEqual((await readPage(store().channels.listAssignments(channel.id, history))).items, [unassignment])
    assert.deepEqual(await store().channels.find(project.id, bucket.name, channel.name), { ...channel, version: null })
  })
})
