import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../support/describe-port.ts'
import { aBucket, aChannel, anAssignment, at, aVersion, storedBucket, storedVersion, storeVersion } from './arrange.ts'

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

    assert.deepEqual(await store().channels.list(bucket.id), [latest, Prod, prod, test_])
    assert.deepEqual(await store().channels.listByVersion(version.id), [Prod, latest, prod])
    assert.deepEqual(await store().channels.list('unknown'), [])
    assert.deepEqual(await store().channels.listByVersion('unknown'), [])
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
      for (const each of [assigned, cleared, reassigned]) await channels.insertAssignment(each)
      await channels.insertAssignment(anAssignment(other))
    })

    const order = [{ field: 'assignedAt', descending: true }] as const
    const one = await store().channels.listAssignments(channel.id, { size: 2, order, edge: null })
    assert.deepEqual(one, {
      items: [reassigned, cleared],
      next: { direction: 'after', values: [cleared.assignedAt, cleared.id] },
      previous: null,
    })
    const two = await store().channels.listAssignments(channel.id, { size: 2, order, edge: one.next })
    assert.deepEqual(two.items, [assigned])
    assert.equal(await store().channels.countAssignments(channel.id), 3)

    await store().transaction(({ channels }) => channels.delete(channel.id))
    assert.equal(await store().channels.find(project.id, bucket.name, channel.name), undefined)
    assert.equal(await store().channels.countAssignments(channel.id), 0)
    assert.equal(await store().channels.countAssignments(other.id), 1)
  })
})
