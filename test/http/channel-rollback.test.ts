// Where channels point when versions are revoked, and when they are restored.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  assign,
  type BucketScene,
  channelOf,
  completeVersion,
  newBucket,
  newChannel,
} from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buckets, imageFrom, letPass, MINUTE, restore, revoke, schedule } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

const STAY = { disable_rollback_channels: true }

for (const database of databases())
  describe(`roll-back of channels on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
    })
    // The tests move the clock, and tokens expire after an hour.
    beforeEach(async () => {
      admin = await registry.logIn()
    })
    after(() => registry.close())

    const held = async (bucket: BucketScene, channel: string): Promise<string | null> =>
      (await channelOf(bucket, channel)).version?.fingerprint ?? null
    /** The fingerprints in a channel's history, newest first, with who assigned them. */
    const history = async (bucket: BucketScene, channel_name: string) =>
      listOf((await bucket.ok('ListChannelAssignmentHistory', { params: { channel_name } })).history).map(
        ({ version, author_id }) => [version?.fingerprint ?? null, author_id],
      )
    /** A bucket with these versions and a channel `production` to which these were assigned, one after the other. */
    const arranged = async (name: string, versions: readonly string[], assigned: readonly string[]) => {
      const bucket = await newBucket(admin, name)
      for (const fingerprint of versions) await completeVersion(bucket, fingerprint)
      await newChannel(bucket, 'production', '')
      for (const fingerprint of assigned) await assign(bucket, 'production', fingerprint)
      return bucket
    }

    test('a channel goes back to the version it held last, over un-assignments and revoked versions', async () => {
      const bucket = await arranged('last-valid', ['one', 'two', 'three', 'four'], ['two', 'one', '', 'three', 'four'])
      await revoke(bucket, 'three')
      assert.equal(await held(bucket, 'production'), 'four')
      await revoke(bucket, 'four')
      assert.equal(await held(bucket, 'production'), 'one')
      assert.deepEqual((await history(bucket, 'production')).slice(0, 2), [
        ['one', 'admin'],
        ['four', 'admin'],
      ])
    })

    test('every channel that holds the version goes back, each to its own', async () => {
      const bucket = await arranged('every', ['one', 'two', 'three'], ['one', 'three'])
      for (const [name, before] of [
        ['staging', 'two'],
        ['testing', 'one'],
      ] as const) {
        await newChannel(bucket, name, before)
        await assign(bucket, name, 'three')
      }
      await newChannel(bucket, 'elsewhere', 'two')
      await revoke(bucket, 'three')
      const found = await Promise.all(
        ['production', 'staging', 'testing', 'elsewhere'].map((name) => held(bucket, name)),
      )
      assert.deepEqual(found, ['one', 'two', 'one', 'two'])
    })

    test('a channel stays where it is when that is asked for, and says that the version is revoked', async () => {
      const bucket = await arranged('stays', ['one', 'two'], ['one', 'two'])
      await revoke(bucket, 'two', STAY)
      const { version } = await channelOf(bucket, 'production')
      assert.deepEqual([version.fingerprint, version.status], ['two', 'VERSION_REVOKED'])
      assert.equal((await history(bucket, 'production')).length, 2)
    })

    test('a channel that held no other valid version is un-assigned, which is a line of its history', async () => {
      const bucket = await arranged('no-other', ['one', 'two'], ['one'])
      await newChannel(bucket, 'staging', 'two')
      await assign(bucket, 'staging', 'one')
      await revoke(bucket, 'two')
      assert.deepEqual([await held(bucket, 'production'), await held(bucket, 'staging')], ['one', 'one'])
      await revoke(bucket, 'one')
      assert.deepEqual([await held(bucket, 'production'), await held(bucket, 'staging')], [null, null])
      assert.deepEqual(await history(bucket, 'production'), [
        [null, 'admin'],
        ['one', 'admin'],
      ])
      await restore(bucket, 'one')
      assert.deepEqual([await held(bucket, 'production'), await held(bucket, 'latest')], [null, 'one'])
    })

    test('a schedule and what is inherited un-assign on the day, and stay where that is asked for', async () => {
      const { base, leaf } = await buckets(admin, 'nowhere-to-go', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      const two = await completeVersion(base, 'two')
      await imageFrom(leaf, 'child', { version: one })
      await imageFrom(leaf, 'other', { version: two })
      await newChannel(leaf, 'production', 'child')
      await newChannel(leaf, 'staging', 'other')
      await schedule(base, 'one', 10 * MINUTE)
      await schedule(base, 'two', 10 * MINUTE, STAY)
      assert.deepEqual([await held(leaf, 'production'), await held(leaf, 'staging')], ['child', 'other'])
      await letPass(registry, 10 * MINUTE)
      assert.deepEqual([await held(leaf, 'production'), await held(leaf, 'staging')], [null, 'other'])
      assert.deepEqual((await history(leaf, 'production'))[0], [null, 'Assay'])
    })

    test('a scheduled revocation moves channels when it takes effect, and not before', async () => {
      const bucket = await arranged('scheduled', ['one', 'two'], ['one', 'two'])
      await schedule(bucket, 'two', 10 * MINUTE)
      await letPass(registry, 9 * MINUTE)
      assert.deepEqual([await held(bucket, 'production'), await held(bucket, 'latest')], ['two', 'two'])
      await letPass(registry, MINUTE)
      assert.deepEqual([await held(bucket, 'production'), await held(bucket, 'latest')], ['one', 'one'])
      assert.deepEqual((await history(bucket, 'production'))[0], ['one', 'Assay'])
    })

    test('a schedule that says so leaves channels where they are', async () => {
      const bucket = await arranged('scheduled-stays', ['one', 'two'], ['one', 'two'])
      await schedule(bucket, 'two', 10 * MINUTE, STAY)
      await letPass(registry, 10 * MINUTE)
      assert.deepEqual([await held(bucket, 'production'), await held(bucket, 'latest')], ['two', 'one'])
    })

    test('a cancelled schedule moves nothing', async () => {
      const bucket = await arranged('cancelled', ['one', 'two'], ['one', 'two'])
      await schedule(bucket, 'two', 10 * MINUTE)
      await restore(bucket, 'two')
      await letPass(registry, 20 * MINUTE)
      assert.deepEqual([await held(bucket, 'production'), await held(bucket, 'latest')], ['two', 'two'])
    })

    test('channels of descendants go back with those of the revoked version', async () => {
      const { base, leaf } = await buckets(admin, 'heirs', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      await completeVersion(leaf, 'plain')
      await imageFrom(leaf, 'child', { version: one })
      await newChannel(leaf, 'production', 'plain')
      await assign(leaf, 'production', 'child')
      await schedule(base, 'one', 10 * MINUTE)
      await letPass(registry, 10 * MINUTE)
      assert.deepEqual([await held(leaf, 'production'), await held(leaf, 'latest')], ['plain', 'plain'])
      await restore(base, 'one')
      await assign(leaf, 'production', 'child')
      await revoke(base, 'one', STAY)
      assert.deepEqual([await held(leaf, 'production'), await held(leaf, 'latest')], ['child', 'plain'])
    })

    test('a restored version is not put back into channels; only `latest` follows it', async () => {
      const bucket = await arranged('restored', ['one', 'two'], ['one', 'two'])
      await revoke(bucket, 'two')
      await restore(bucket, 'two')
      assert.deepEqual([await held(bucket, 'production'), await held(bucket, 'latest')], ['one', 'two'])
    })

    test('`latest` is on the newest complete version that is valid, or on none', async () => {
      const bucket = await newBucket(admin, 'latest')
      for (const fingerprint of ['one', 'two', 'three']) await completeVersion(bucket, fingerprint)
      const latest = async () => {
        const { bucket: found } = await bucket.ok('GetBucket')
        const fingerprint = await held(bucket, 'latest')
        assert.equal(found.latest_version?.fingerprint ?? null, fingerprint)
        return fingerprint
      }
      await revoke(bucket, 'two')
      assert.equal(await latest(), 'three')
      await revoke(bucket, 'three', STAY)
      assert.equal(await latest(), 'one')
      await revoke(bucket, 'one')
      assert.equal(await latest(), null)
      await restore(bucket, 'two')
      assert.equal(await latest(), 'two')
      await completeVersion(bucket, 'four')
      assert.equal(await latest(), 'four')
    })

    test('`latest` goes straight to the newest valid version, also to one that it has never held', async () => {
      const { base, leaf } = await buckets(admin, 'straight', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      await revoke(base, 'one')
      await completeVersion(leaf, 'plain')
      await imageFrom(leaf, 'child', { version: one })
      await completeVersion(leaf, 'newer')
      await restore(base, 'one')
      await revoke(leaf, 'newer')
      assert.deepEqual(
        (await history(leaf, 'latest')).map(([fingerprint]) => fingerprint),
        ['child', 'newer', 'plain'],
      )
    })

    test('a channel stays on a version whose other ancestor is only going to be revoked', async () => {
      const { base, tools, leaf } = await buckets(admin, 'going-to-be', ['base', 'tools', 'leaf'])
      const [one, two] = [await completeVersion(base, 'one'), await completeVersion(tools, 'two')]
      await completeVersion(leaf, 'plain')
      await imageFrom(leaf, 'child', { version: one }, { version: two })
      await newChannel(leaf, 'production', 'plain')
      await assign(leaf, 'production', 'child')
      await schedule(tools, 'two', 20 * MINUTE)
      await schedule(base, 'one', 10 * MINUTE)
      await restore(base, 'one')
      assert.equal(await held(leaf, 'production'), 'child')
      await letPass(registry, 20 * MINUTE)
      assert.equal(await held(leaf, 'production'), 'plain')
    })

    test('a channel takes no revoked version, whichever way it is assigned', async () => {
      const bucket = await arranged('refused', ['one', 'two'], ['one', 'two'])
      await newChannel(bucket, 'staging', 'one')
      await revoke(bucket, 'two', STAY)
      const expected = 'version v2 (fingerprint "two") is revoked: restore it, or assign one that is valid'
      const update = { version_fingerprint: 'two', update_mask: 'versionFingerprint' }
      const params = { channel_name: 'staging' }
      assert.equal(await bucket.refused('UpdateChannel', 9, { params, body: update }), expected)
      assert.equal(
        await bucket.refused('CreateChannel', 9, { body: { name: 'new', version_fingerprint: 'two' } }),
        expected,
      )
      const copy = { source_channel: 'production', target_channel: 'staging' }
      assert.equal(await bucket.refused('AssignChannelVersion', 9, { body: copy }), expected)
      assert.equal(await held(bucket, 'staging'), 'one')
    })

    test('a channel takes a version that is only going to be revoked', async () => {
      const bucket = await arranged('scheduled-taken', ['one', 'two'], ['one'])
      await schedule(bucket, 'two', 10 * MINUTE)
      await assign(bucket, 'production', 'two')
      assert.equal(await held(bucket, 'production'), 'two')
      await letPass(registry, 10 * MINUTE)
      assert.equal(await held(bucket, 'production'), 'one')
    })

    test('a history keeps every assignment, page by page, with its author', async () => {
      const bucket = await arranged('history', ['one', 'two'], [])
      const expected = Array.from({ length: 60 }, (_, index) => ['one', 'two', ''][index % 3] ?? '')
      for (const fingerprint of expected) await assign(bucket, 'production', fingerprint)
      const found: (string | null)[] = []
      let token = ''
      do {
        const query = { 'pagination.page_size': 25, ...(token === '' ? {} : { 'pagination.next_page_token': token }) }
        const page = await bucket.ok('ListChannelAssignmentHistory', { params: { channel_name: 'production' }, query })
        assert.equal(page.count, 60)
        for (const { version, author_id } of listOf(page.history)) {
          assert.equal(author_id, 'admin')
          found.push(version?.fingerprint ?? '')
        }
        token = page.pagination.next_page_token
      } while (token !== '')
      assert.deepEqual(found, expected.toReversed())
    })
  })
