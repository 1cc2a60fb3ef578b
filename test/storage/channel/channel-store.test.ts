import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Channel } from '../../../src/domain/catalog/channel/channel.ts'
import type { Version } from '../../../src/domain/catalog/version/version.ts'
import { describePort } from '../../support/describe-port.ts'
import { readPage } from '../../support/read-page.ts'
import { aRegistry, aRevocation, revoke, storeChannel, storedFamily } from '../arrange-lifecycle.ts'
import {
  aBucket,
  aChannel,
  anAssignment,
  at,
  aVersion,
  channelOutlineOf,
  listedChannelOf,
  outlineOf,
  storedBucket,
  storedVersion,
  storeVersion,
} from '../arrange.ts'

describePort('channels', (store) => {
  test('a channel comes with its version, the version with its builds', async () => {
    const { project, bucket, version } = await storedVersion(store())
    const channel = aChannel(bucket, { version })
    const empty = aChannel(bucket, { name: 'staging', managed: true, restricted: false })
    await store().transaction(async ({ channels }) => {
      assert.equal(await channels.insert(channel), true)
      assert.equal(await channels.insert(empty), true)
    })

    const { channels } = store()
    assert.deepEqual(await channels.find(project.id, bucket.name, channel.name), channel)
    assert.deepEqual(await channels.find(project.id, bucket.name, empty.name), empty)
    assert.equal(await channels.find(project.id, bucket.name, 'unknown'), undefined)
    assert.equal(await channels.find(project.id, 'unknown', channel.name), undefined)
    assert.equal(await channels.find('unknown', bucket.name, channel.name), undefined)
  })

  test('a channel is served while the registry of its project is active, and its bucket there', async () => {
    const { project, bucket, version } = await storedVersion(store())
    const channel = aChannel(bucket, { version })
    const registry = aRegistry(project)
    await store().transaction(async ({ channels }) => channels.insert(channel))
    const served = () => store().channels.findServed(project.id, bucket.name, channel.name)
    assert.equal(await served(), undefined)
    await store().transaction(({ registries }) => registries.insert(registry))
    assert.deepEqual(await served(), channel)
    assert.equal(await store().channels.findServed(project.id, bucket.name, 'unknown'), undefined)
    await store().transaction(({ registries }) => registries.update({ ...registry, activated: false }))
    assert.equal(await served(), undefined)
    await store().transaction(({ registries }) => registries.update(registry))
    await store().transaction(({ buckets }) => buckets.delete(bucket.id, at(1)))
    assert.equal(await served(), undefined)
  })

  test('a name is taken once in a bucket', async () => {
    const { project, bucket } = await storedBucket(store())
    const other = aBucket(project)
    const channel = aChannel(bucket)
    await store().transaction(async ({ buckets, channels }) => {
      await buckets.insert(other)
      assert.equal(await channels.insert(channel), true)
      assert.equal(await channels.insert(aChannel(bucket, { authorId: 'another' })), false)
      assert.equal(await channels.insert(aChannel(other)), true)
    })
    assert.deepEqual(await store().channels.find(project.id, bucket.name, channel.name), channel)
  })

  test('channels are listed managed first, then by name', async () => {
    const { bucket, version } = await storedVersion(store())
    const [test_, latest, prod, Prod] = [
      aChannel(bucket, { name: 'test' }),
      aChannel(bucket, { name: 'latest', managed: true, version }),
      aChannel(bucket, { name: 'prod', version }),
      aChannel(bucket, { name: 'Prod', version }),
    ]
    await store().transaction(async ({ channels }) => {
      for (const channel of [test_, latest, prod, Prod]) await channels.insert(channel)
    })

    const outlined = (...channels: readonly Channel[]) => channels.map(channelOutlineOf)
    assert.deepEqual(await store().channels.list(bucket.id), [latest, Prod, prod, test_].map(listedChannelOf))
    assert.deepEqual(new Set(await store().channels.listByVersions([version])), new Set(outlined(Prod, prod)))
    assert.deepEqual(await store().channels.listManaged([bucket.id, 'unknown']), outlined(latest))
    assert.deepEqual(await store().channels.list('unknown'), [])
    assert.deepEqual(await store().channels.findListed(bucket.id, 'Prod'), listedChannelOf(Prod))
    assert.equal(await store().channels.findListed(bucket.id, 'PROD'), undefined)
    assert.equal(await store().channels.findListed('unknown', 'prod'), undefined)
    assert.deepEqual(await store().channels.listByVersions([{ ...version, id: 'unknown' }]), [])
  })

  test('channels on one version share it, which is read once', async () => {
    const { bucket, version } = await storedVersion(store())
    const given = ['one', 'two', 'three'].map((name) => aChannel(bucket, { name, version }))
    await store().transaction(async ({ channels }) => {
      for (const channel of given) await channels.insert(channel)
    })
    const held = await store().channels.listByVersions([version])
    assert.equal(held.length, 3)
    assert.equal(new Set(held.map((channel) => channel.version)).size, 1)
    assert.deepEqual(held[0]?.version, outlineOf(version))
  })

  test('the channels of buckets are listed with since when they are where they are, `latest` first, then by age', async () => {
    const { project, bucket, version } = await storedVersion(store())
    const other = aBucket(project)
    const [young, old, latest, elsewhere] = [
      aChannel(bucket, { name: 'young', createdAt: at(2) }),
      aChannel(bucket, { name: 'old', createdAt: at(1) }),
      aChannel(bucket, { name: 'latest', createdAt: at(3), managed: true }),
      aChannel(other, { name: 'elsewhere' }),
    ]
    await store().transaction(async ({ buckets, channels }) => {
      await buckets.insert(other)
      for (const channel of [young, old, latest, elsewhere]) await channels.insert(channel)
      for (const [assignedAt, authorId] of [
        [at(5), 'first'],
        [at(6), 'second'],
      ] as const)
        // prettier-ignore
        await channels.assign([anAssignment(old, { version, assignedAt, authorId })])
      await channels.assign([anAssignment(young, { version: null, assignedAt: at(5) })])
    })
    const { channels } = store()
    const listed = async (...ids: string[]) =>
      (await channels.listStanding(ids)).map(({ name, version, assignment }) => [name, version?.id ?? null, assignment])
    const standing = [
      ['latest', null, null],
      ['old', version.id, { assignedAt: at(6), authorId: 'second' }],
      ['young', null, null],
    ]
    assert.deepEqual(await listed(bucket.id), standing)
    assert.equal((await listed(bucket.id, other.id, 'none')).length, 4)
    await store().transaction(({ buckets }) => buckets.delete(bucket.id, at(9)))
    assert.deepEqual(await listed(bucket.id, other.id), [['elsewhere', null, null]])
  })

  test('the channels of a bucket are counted', async () => {
    const { bucket } = await storedBucket(store())
    const { bucket: other } = await storedBucket(store())
    await store().transaction(async ({ channels }) => {
      for (const channel of [aChannel(bucket), aChannel(bucket, { name: 'staging' }), aChannel(other)])
        await channels.insert(channel)
    })
    assert.equal(await store().channels.count(bucket.id), 2)
    assert.equal(await store().channels.count('none'), 0)
  })

  test('an update writes restriction, version and the time of the change', async () => {
    const { project, bucket, version } = await storedVersion(store())
    const channel = aChannel(bucket)
    await store().transaction(({ channels }) => channels.insert(channel))
    const changed = { ...channel, restricted: false, version, updatedAt: at(4) }
    await store().transaction(({ channels }) => channels.update({ ...changed, authorId: 'another', managed: true }))
    assert.deepEqual(await store().channels.find(project.id, bucket.name, channel.name), changed)

    await store().transaction(({ channels }) => channels.update({ ...changed, version: null }))
    assert.deepEqual(await store().channels.find(project.id, bucket.name, channel.name), { ...changed, version: null })
  })

  test('the history of a channel is paged, counted, and goes with it', async () => {
    const { project, bucket, version } = await storedVersion(store())
    const second = aVersion(bucket, { sequence: 2 })
    await storeVersion(store(), second)
    const [channel, other] = [aChannel(bucket), aChannel(bucket, { name: 'other' })]
    const assigned = anAssignment(channel, { version, assignedAt: at(1) })
    const cleared = anAssignment(channel, { assignedAt: at(2), authorId: 'somebody' })
    const reassigned = anAssignment(channel, { version: second, assignedAt: at(2) })
    await store().transaction(async ({ channels }) => {
      for (const each of [channel, other]) await channels.insert(each)
      for (const each of [assigned, cleared, reassigned]) await channels.assign([each])
      await channels.assign([anAssignment(other)])
    })

    const order = [{ field: 'assignedAt', descending: true }] as const
    const one = await readPage(store().channels.listAssignments(channel.id, { size: 2, order, edge: null }))
    assert.deepEqual(one, {
      items: [reassigned, cleared],
      next: { direction: 'after', values: [cleared.assignedAt, cleared.id] },
      previous: null,
    })
    const two = await readPage(store().channels.listAssignments(channel.id, { size: 2, order, edge: one.next }))
    assert.deepEqual(two.items, [assigned])
    const outlines = await readPage(store().channels.listAssignmentOutlines(channel.id, { size: 2, order, edge: null }))
    assert.deepEqual(outlines, { ...one, items: [{ ...reassigned, version: outlineOf(second) }, cleared] })
    assert.equal(await store().channels.countAssignments(channel.id), 3)

    await store().transaction(({ channels }) => channels.delete(channel.id))
    assert.equal(await store().channels.find(project.id, bucket.name, channel.name), undefined)
    assert.equal(await store().channels.countAssignments(channel.id), 0)
    assert.equal(await store().channels.countAssignments(other.id), 1)
  })

  test('any number of channels are assigned at once, each with its line of history, and no others', async () => {
    const { project, bucket, version } = await storedVersion(store())
    const names = Array.from({ length: 450 }, (_, index) => `channel-${String(index)}`)
    const given = names.map((name) => aChannel(bucket, { name }))
    const [cleared, untouched] = [aChannel(bucket, { name: 'cleared', version }), aChannel(bucket, { version })]
    await store().transaction(async ({ channels }) => {
      for (const channel of [...given, cleared, untouched]) await channels.insert(channel)
    })
    const assignments = given.map((channel, index) => anAssignment(channel, { version, assignedAt: at(index) }))
    const clearing = anAssignment(cleared, { assignedAt: at(1000) })
    await store().transaction(({ channels }) => channels.assign([...assignments, clearing]))
    await store().transaction(({ channels }) => channels.assign([]))

    const assigned = given.map((channel, index) => ({ ...channel, version, updatedAt: at(index) }))
    const { channels } = store()
    assert.deepEqual(
      new Set(await channels.list(bucket.id)),
      new Set([...assigned, { ...cleared, version: null, updatedAt: at(1000) }, untouched].map(listedChannelOf)),
    )
    const history = { size: null, order: [], edge: null }
    assert.deepEqual((await readPage(channels.listAssignments(given[449]!.id, history))).items, [assignments[449]])
    assert.deepEqual((await readPage(channels.listAssignments(cleared.id, history))).items, [clearing])
    assert.equal(await channels.countAssignments(untouched.id), 0)
    assert.deepEqual(await channels.find(project.id, bucket.name, untouched.name), untouched)
  })

  test('where channels were last is the newest line of each that is a valid version and not the present one', async () => {
    const { bucket, born } = await storedFamily(store())
    const [first, second, third, gone] = [await born(), await born(), await born(), await born()]
    const incomplete = aVersion(bucket)
    await storeVersion(store(), incomplete)
    const channelOn = async (name: string, ...history: readonly (Version | null)[]) => {
      const channel = aChannel(bucket, { name, version: history.at(-1) ?? null })
      await storeChannel(store(), channel)
      // The ids sort in the opposite order.
      const lines = history.map((version, index) =>
        anAssignment(channel, { version, assignedAt: at(index), id: `${name}-${9 - index}` }),
      )
      for (const line of lines) await store().transaction(({ channels }) => channels.assign([line]))
      return channel.id
    }
    const back = await channelOn('back', first, second, third)
    const again = await channelOn('again', second, first, third, first)
    const empty = await channelOn('empty', first, second, null)
    const passing = await channelOn('passing', first, incomplete, null, gone, third)
    const only = await channelOn('only', third, null, third)
    const never = await channelOn('never')
    await store().transaction(({ versions }) => versions.delete(gone.id))
    const absent = Array.from({ length: 250 }, (_, index) => `absent-${String(index)}`)

    const namesAt = async (ids: readonly string[]) =>
      (await store().channels.listNames(ids)).map(({ versionId, name, restricted }) => [versionId, name, restricted])
    assert.deepEqual(await namesAt([second.id, ...absent, third.id]), [
      [third.id, 'back', true],
      [third.id, 'only', true],
      [third.id, 'passing', true],
    ])
    assert.deepEqual(await namesAt([]), [])

    const asked = [back, again, ...absent, empty, passing, only, never]
    assert.deepEqual(
      new Set(await store().channels.listPrevious(asked, at(0))),
      new Set([
        { channelId: back, versionId: second.id },
        { channelId: again, versionId: third.id },
        { channelId: empty, versionId: second.id },
        { channelId: passing, versionId: first.id },
      ]),
    )
    assert.deepEqual(await store().channels.listPrevious([], at(0)), [])
  })

  test('of two lines of the same moment the one with the higher id is the newer', async () => {
    const { bucket, born } = await storedFamily(store())
    const [first, second] = [await born(), await born()]
    const channel = aChannel(bucket)
    await storeChannel(store(), channel)
    const later = anAssignment(channel, { version: second, id: 'same-2' })
    const earlier = anAssignment(channel, { version: first, id: 'same-1' })
    await store().transaction(({ channels }) => channels.assign([later]))
    await store().transaction(({ channels }) => channels.assign([earlier]))
    await store().transaction(({ channels }) => channels.update(channel))

    const found = [{ channelId: channel.id, versionId: second.id }]
    assert.deepEqual(await store().channels.listPrevious([channel.id], at(0)), found)
  })

  test('a revoked version is not where a channel was last, from the date on; its own date beats an inherited one', async () => {
    const { project, bucket, born } = await storedFamily(store())
    const ancestor = await born()
    const [valid, own, inherited, reprieved] = [await born(), await born(), await born(ancestor), await born(ancestor)]
    const channel = aChannel(bucket)
    await storeChannel(store(), channel)
    for (const [index, version] of [valid, own, inherited, reprieved].entries())
      await store().transaction(({ channels }) =>
        channels.assign([anAssignment(channel, { version, assignedAt: at(index) })]),
      )
    await store().transaction(({ channels }) => channels.update(channel))
    await revoke(store(), aRevocation(project, ancestor, { at: at(3) }))
    await revoke(store(), aRevocation(project, own, { at: at(7) }))
    await revoke(store(), aRevocation(project, reprieved, { at: at(5) }))

    const previousAt = async (milliseconds: number) =>
      (await store().channels.listPrevious([channel.id], at(milliseconds))).map(({ versionId }) => versionId)
    assert.deepEqual(await previousAt(4), [reprieved.id])
    assert.deepEqual(await previousAt(5), [own.id])
    assert.deepEqual(await previousAt(7), [valid.id])
    await revoke(store(), aRevocation(project, valid, { at: at(8) }))
    assert.deepEqual(await previousAt(8), [])
  })

  test('a version whose revocation was applied is not where a channel was last, however early it is asked', async () => {
    const { project, bucket, born } = await storedFamily(store())
    const [valid, revoked] = [await born(), await born()]
    const channel = aChannel(bucket)
    await storeChannel(store(), channel)
    for (const [index, version] of [valid, revoked].entries())
      await store().transaction(({ channels }) =>
        channels.assign([anAssignment(channel, { version, assignedAt: at(index) })]),
      )
    await store().transaction(({ channels }) => channels.update(channel))
    await revoke(store(), aRevocation(project, revoked, { at: at(7), appliedAt: at(7) }))
    assert.deepEqual(await store().channels.listPrevious([channel.id], at(2)), [
      { channelId: channel.id, versionId: valid.id },
    ])
  })
})
