// Servers on one database whose clocks disagree, and a clock that is set back: what was done counts, whatever the time.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  assign,
  type BucketScene,
  channelOf,
  completeVersion,
  inBucket,
  newBucket,
  newChannel,
  newVersion,
  versionOf,
} from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { imageFrom, revoke, schedule } from '../support/image-sequences.ts'
import { accessToken, startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

const SKEW = 3000
const ASSIGN = { update_mask: 'versionFingerprint' }

const held = async (bucket: BucketScene, channel: string): Promise<string | null> =>
  (await channelOf(bucket, channel)).version?.fingerprint ?? null

/** The fingerprints in a channel's history, oldest first. Asserts that its times are strictly increasing. */
async function historyOf(bucket: BucketScene, channel_name: string) {
  const { history } = await bucket.ok('ListChannelAssignmentHistory', { params: { channel_name } })
  const lines = listOf(history).toReversed()
  const times = lines.map(({ assigned_at }) => assigned_at as string)
  assert.deepEqual(times, [...new Set(times)].sort(), 'each line is later than the one before')
  return lines.map(({ version }) => (version?.fingerprint ?? null) as string | null)
}

for (const database of databases())
  describe(`clocks that disagree on ${database.name}`, () => {
    let registry: TestRegistry
    /** The same bucket, through the server with the first clock and through one whose clock is behind. */
    let through: (name: string) => Promise<{ readonly ahead: BucketScene; readonly behind: BucketScene }>
    before(async () => {
      registry = await startRegistry(database)
      const replica = await registry.another({ aheadMs: -SKEW })
      const client = replica.as(await accessToken(replica.as(null), registry.credentials))
      through = async (name) => ({ ahead: await newBucket(registry.admin, name), behind: inBucket(client, name) })
    })
    after(() => registry.close())

    test('what one server has revoked is revoked on one that is 3 s behind', async () => {
      const { ahead, behind } = await through('revoked')
      for (const fingerprint of ['one', 'two']) await completeVersion(ahead, fingerprint)
      await newChannel(ahead, 'production', 'one')
      await newChannel(ahead, 'staging', '')
      await assign(ahead, 'production', 'two')
      await revoke(ahead, 'two')

      assert.equal((await versionOf(behind, 'two')).status, 'VERSION_REVOKED')
      const refusals = [
        behind.refused('UpdateChannel', 9, {
          params: { channel_name: 'staging' },
          body: { version_fingerprint: 'two', ...ASSIGN },
        }),
        behind.refused('CreateChannel', 9, { body: { name: 'testing', version_fingerprint: 'two' } }),
        behind.refused('UpdateVersion', 9, { params: { fingerprint: 'two' }, body: { revoke_in: '0s' } }),
      ]
      for (const message of await Promise.all(refusals)) assert.match(message, /revoked/)
      const { bucket } = await behind.ok('GetBucket')
      assert.equal(bucket.latest_version.fingerprint, 'one')
      assert.deepEqual([await held(behind, 'latest'), await held(behind, 'production')], ['one', 'one'])

      // A change in the bucket by the server whose clock is behind also leaves it out.
      await completeVersion(behind, 'three')
      await behind.ok('DeleteVersion', { params: { fingerprint: 'three' } })
      assert.equal(await held(behind, 'latest'), 'one')
    })

    test('what one server has revoked is restored on one that is 3 s behind as what was in effect', async () => {
      const { ahead, behind } = await through('restored')
      await completeVersion(ahead, 'one')
      await revoke(ahead, 'one')
      await behind.ok('UpdateVersion', { params: { fingerprint: 'one' }, body: { restore: true } })
      assert.equal(await held(behind, 'latest'), 'one')
      const order = [{ field: 'at', descending: true }] as const
      const events = await registry.store.events.list(registry.projectId, { size: 100, order, edge: null })
      const { id } = (await registry.store.buckets.find(registry.projectId, 'restored')) ?? assert.fail()
      const told = events.items.filter(({ bucketId }) => bucketId === id).map(({ action }) => action)
      assert.deepEqual(told.filter((action) => /revo|restore/.test(action)).toSorted(), ['restore', 'revoke'])
    })

    test('what is built from it through the server that is behind is revoked, and leaves no channel on it', async () => {
      const { ahead, behind } = await through('base')
      const { behind: leaf } = await through('leaf')
      const base = await completeVersion(ahead, 'one')
      await revoke(ahead, 'one')
      await imageFrom(leaf, 'child', { version: base })
      assert.equal((await versionOf(leaf, 'child')).status, 'VERSION_REVOKED')
      assert.equal(await held(leaf, 'latest'), null)
      assert.equal((await versionOf(behind, 'one')).status, 'VERSION_REVOKED')
    })

    test('a schedule that has been applied on one server is over on one that is behind', async () => {
      const { ahead, behind } = await through('applied')
      for (const fingerprint of ['one', 'two']) await completeVersion(ahead, fingerprint)
      await newChannel(ahead, 'production', 'one')
      await assign(ahead, 'production', 'two')
      await schedule(behind, 'two', SKEW + 500)
      registry.clock.advance(500)
      await registry.runDueJobs()

      assert.equal((await versionOf(behind, 'two')).status, 'VERSION_REVOKED')
      assert.deepEqual([await held(behind, 'latest'), await held(behind, 'production')], ['one', 'one'])
      await behind.refused('UpdateVersion', 9, { params: { fingerprint: 'two' }, body: { revoke_in: '1h' } })
    })

    test('a clock that is set back leaves `latest` off the version that was revoked before', async () => {
      const { ahead } = await through('set-back')
      for (const fingerprint of ['one', 'two']) await completeVersion(ahead, fingerprint)
      registry.clock.advance(60_000)
      await revoke(ahead, 'two')
      registry.clock.advance(-60_000)
      await completeVersion(ahead, 'three')
      await ahead.ok('DeleteVersion', { params: { fingerprint: 'three' } })
      assert.equal(await held(ahead, 'latest'), 'one')
      assert.equal((await versionOf(ahead, 'two')).status, 'VERSION_REVOKED')
      await ahead.ok('UpdateVersion', { params: { fingerprint: 'two' }, body: { restore: true } })
      assert.equal(await held(ahead, 'latest'), 'two')
    })

    test('a channel goes back to what it held last, whichever server it was changed through', async () => {
      const { ahead, behind } = await through('history')
      for (const fingerprint of ['one', 'two', 'three']) await completeVersion(ahead, fingerprint)
      const { created_at } = await newChannel(ahead, 'production', 'one')
      await assign(ahead, 'production', 'two')
      const params = { channel_name: 'production' }
      for (const restricted of [true, false]) {
        const change = { params, body: { restricted, update_mask: 'restricted' } }
        const { channel } = await behind.ok('UpdateChannel', change)
        assert.ok(channel.updated_at > created_at)
      }
      await assign(behind, 'production', 'one')
      await assign(behind, 'production', 'three')
      assert.deepEqual(await historyOf(behind, 'production'), ['one', 'two', 'one', 'three'])
      await revoke(behind, 'three')
      assert.equal(await held(ahead, 'production'), 'one')
      assert.deepEqual(await historyOf(ahead, 'production'), ['one', 'two', 'one', 'three', 'one'])
    })

    test('the version that was created last is the newest, and what changed last changed latest', async () => {
      const { ahead, behind } = await through('ages')
      await newVersion(ahead, 'one')
      await completeVersion(behind, 'two')
      await newVersion(ahead, 'three')
      await newVersion(behind, 'four')
      const list = async (by: string) =>
        listOf((await ahead.ok('ListVersions', { query: { 'sorting.order_by': by } })).versions)
      assert.deepEqual(
        (await list('created_at desc')).map(({ fingerprint }) => fingerprint),
        ['four', 'three', 'two', 'one'],
      )
      const before = (await ahead.ok('UpdateBucket', { body: { description: 'ahead', update_mask: 'description' } }))
        .bucket
      const change = { body: { description: 'behind', update_mask: 'description' } }
      const changed = (await behind.ok('UpdateBucket', change)).bucket
      assert.ok(changed.updated_at > before.updated_at)
      await completeVersion(behind, 'five')
      const completed = (await behind.ok('GetBucket')).bucket
      assert.ok(completed.updated_at > changed.updated_at)
    })
  })
