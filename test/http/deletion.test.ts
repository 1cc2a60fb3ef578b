// What is deleted together with a version, a build or a bucket, and what remains.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  assign,
  type BucketScene,
  channelOf,
  completeVersion,
  doneBuild,
  finishBuild,
  inBucket,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  versionOf,
} from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { openDumper } from '../support/dump.ts'
import { buckets, imageFrom, restore, revoke, standing, standingOf, storedBuilds } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`deletion on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const held = async (bucket: BucketScene, channel: string): Promise<string | null> =>
      (await channelOf(bucket, channel)).version?.fingerprint ?? null
    const deleteVersion = (bucket: BucketScene, fingerprint: string, query = {}) =>
      bucket.ok('DeleteVersion', { params: { fingerprint }, query })

    test('a version that channels of users hold is not deleted, and the refusal names them', async () => {
      const bucket = await newBucket(admin, 'held')
      await completeVersion(bucket, 'one')
      for (const name of ['production', 'staging']) await newChannel(bucket, name, 'one')
      const before = await versionOf(bucket, 'one')
      for (const query of [{}, { rollback_channels: 'false' }])
        assert.equal(
          await bucket.refused('DeleteVersion', 9, { params: { fingerprint: 'one' }, query }),
          'version "one" is assigned to channel "production", channel "staging": assign another version there first, or ask for a roll-back (rollback_channels)',
        )
      assert.deepEqual(await versionOf(bucket, 'one'), before)
    })

    test('of many channels that hold a version the refusal names the first ten, and how many there are', async () => {
      const bucket = await newBucket(admin, 'held-often')
      await completeVersion(bucket, 'one')
      const names = Array.from({ length: 12 }, (_, index) => `channel-${String(index + 1).padStart(2, '0')}`)
      for (const name of names.toReversed()) await newChannel(bucket, name, 'one')
      const message = await bucket.refused('DeleteVersion', 9, { params: { fingerprint: 'one' } })
      const shown = names.slice(0, 10).map((name) => `channel "${name}"`)
      assert.equal(
        message,
        `version "one" is assigned to 12 channels, ${shown.join(', ')} and 2 more: assign another version there first, or ask for a roll-back (rollback_channels)`,
      )
    })

    test('with a roll-back each channel goes to the version it held before, or to none', async () => {
      const bucket = await newBucket(admin, 'rolled-back')
      for (const fingerprint of ['one', 'two', 'three']) await completeVersion(bucket, fingerprint)
      await newChannel(bucket, 'production', 'one')
      await assign(bucket, 'production', 'two')
      await assign(bucket, 'production', 'three')
      await newChannel(bucket, 'staging', 'three')
      await revoke(bucket, 'two')
      assert.deepEqual(await deleteVersion(bucket, 'three', { rollback_channels: 'true' }), {})
      const found = [await held(bucket, 'production'), await held(bucket, 'staging'), await held(bucket, 'latest')]
      assert.deepEqual(found, ['one', null, 'one'])
    })

    test('`latest` alone holds no version back, and goes to the newest that is left', async () => {
      const bucket = await newBucket(admin, 'latest')
      for (const fingerprint of ['one', 'two']) await completeVersion(bucket, fingerprint)
      await deleteVersion(bucket, 'two')
      assert.equal(await held(bucket, 'latest'), 'one')
      await deleteVersion(bucket, 'one')
      assert.equal(await held(bucket, 'latest'), null)
      const { bucket: left } = await bucket.ok('GetBucket')
      assert.deepEqual([left.latest_version, left.version_count], [null, '0'])
      // The history lines of the deleted versions are gone. The line that remains is the one that pointed the channel
      // at nothing.
      const history = await bucket.ok('ListChannelAssignmentHistory', { params: { channel_name: 'latest' } })
      const lines = listOf(history.history).map(({ version, author_id }) => [version, author_id])
      assert.deepEqual([history.count, lines], [1, [[null, 'Assay']]])
      assert.ok(listOf(history.history)[0].assigned_at === (await channelOf(bucket, 'latest')).updated_at)
    })

    test('an incomplete version is not counted, and so not missed when it is deleted', async () => {
      const bucket = await newBucket(admin, 'uncounted')
      await completeVersion(bucket, 'one')
      await newVersion(bucket, 'open')
      await deleteVersion(bucket, 'open')
      assert.equal((await bucket.ok('GetBucket')).bucket.version_count, '1')
    })

    test('a number is never given twice, even to the same fingerprint', async () => {
      const bucket = await newBucket(admin, 'numbers')
      await completeVersion(bucket, 'one')
      await completeVersion(bucket, 'two')
      await deleteVersion(bucket, 'two')
      assert.equal((await completeVersion(bucket, 'two')).name, 'v3')
      await deleteVersion(bucket, 'one')
      await deleteVersion(bucket, 'two')
      assert.equal((await completeVersion(bucket, 'one')).name, 'v4')
    })

    test('a deleted version is gone with its builds, and so is a second request', async () => {
      const bucket = await newBucket(admin, 'gone')
      await completeVersion(bucket, 'one')
      await newVersion(bucket, 'open')
      for (const fingerprint of ['one', 'open']) {
        await deleteVersion(bucket, fingerprint)
        await bucket.refused('GetVersion', 10, { params: { fingerprint } })
        await bucket.refused('ListBuilds', 5, { params: { fingerprint } })
        assert.equal(
          await bucket.refused('DeleteVersion', 5, { params: { fingerprint } }),
          `version "${fingerprint}" does not exist`,
        )
      }
      assert.equal(
        await inBucket(admin, 'nowhere').refused('DeleteVersion', 5, { params: { fingerprint: 'one' } }),
        'bucket "nowhere" does not exist',
      )
    })

    test('a fingerprint that was deleted starts anew, without the revocation of the old version', async () => {
      const bucket = await newBucket(admin, 'anew')
      await completeVersion(bucket, 'one')
      await revoke(bucket, 'one')
      await deleteVersion(bucket, 'one')
      assert.deepEqual(standingOf(await completeVersion(bucket, 'one')), ['ACTIVE'])
    })

    test('descendants of a deleted valid version stay in use, with one parent less', async () => {
      const { base, leaf } = await buckets(admin, 'orphaned', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      await imageFrom(leaf, 'child', { version: one })
      await deleteVersion(base, 'one')
      const child = await versionOf(leaf, 'child')
      assert.deepEqual([...standingOf(child), child.parents], ['ACTIVE', null])
      assert.equal((await storedBuilds(registry, leaf, 'child'))[0]?.parentVersionId, one.id)
    })

    test('a build of an incomplete version is deleted, and the version completes when that was all it waited for', async () => {
      const bucket = await newBucket(admin, 'builds')
      await newVersion(bucket, 'one')
      const unset = await newBuild(bucket, 'one', { component_type: 'file.left-out' })
      await finishBuild(bucket, 'one', doneBuild('one'))
      assert.equal((await versionOf(bucket, 'one')).name, 'v0')
      const params = { fingerprint: 'one', build_id: unset.id as string }
      assert.deepEqual(await bucket.ok('DeleteBuild', { params }), {})
      const version = await versionOf(bucket, 'one')
      assert.deepEqual([version.name, version.builds.length], ['v1', 1])
      assert.equal(await held(bucket, 'latest'), 'one')
      assert.match(await bucket.refused('DeleteBuild', 5, { params }), /^build ".*" does not exist$/)
    })

    test('a build of a complete version is not deleted', async () => {
      const bucket = await newBucket(admin, 'complete-builds')
      const version = await completeVersion(bucket, 'one')
      const params = { fingerprint: 'one', build_id: version.builds[0].id as string }
      assert.equal(
        await bucket.refused('DeleteBuild', 9, { params }),
        'version v1 is complete: delete the whole version instead of one build',
      )
      assert.deepEqual(await versionOf(bucket, 'one'), version)
    })

    test('a deleted build takes the edge to its parent along', async () => {
      const { base, leaf } = await buckets(admin, 'edges', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      await newVersion(leaf, 'child')
      const build = await newBuild(leaf, 'child', { component_type: 'file.a', parent_version_id: one.id })
      assert.equal((await versionOf(base, 'one')).has_descendants, true)
      await leaf.ok('DeleteBuild', { params: { fingerprint: 'child', build_id: build.id as string } })
      assert.equal((await versionOf(base, 'one')).has_descendants, false)
      await finishBuild(leaf, 'child', doneBuild('child'))
      await revoke(base, 'one')
      assert.deepEqual(await standing(leaf, 'child'), ['ACTIVE'])
    })

    test('an edge that another build names stays when one is deleted', async () => {
      const { base, leaf } = await buckets(admin, 'two-builds', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      await newVersion(leaf, 'child')
      const body = { parent_version_id: one.id }
      const build = await newBuild(leaf, 'child', { ...body, component_type: 'file.a' })
      await newBuild(leaf, 'child', { ...body, component_type: 'file.b' })
      await leaf.ok('DeleteBuild', { params: { fingerprint: 'child', build_id: build.id as string } })
      assert.equal((await versionOf(base, 'one')).has_descendants, true)
      const query = { version_fingerprint: 'child', type: 'ANCESTRY_TYPE_PARENTS' }
      assert.equal((await leaf.ok('ListBucketAncestry', { query })).total_count, 1)
    })

    test('a bucket goes with all that hangs on it, and a new one of its name begins with v1', async () => {
      const bucket = await newBucket(admin, 'whole')
      for (const fingerprint of ['one', 'two']) await completeVersion(bucket, fingerprint)
      await newChannel(bucket, 'production', 'one')
      await revoke(bucket, 'two')
      assert.deepEqual(await bucket.ok('DeleteBucket'), {})
      assert.equal(await bucket.refused('GetBucket', 5), 'bucket "whole" does not exist')
      assert.equal(await bucket.refused('DeleteBucket', 5), 'bucket "whole" does not exist')
      await newBucket(admin, 'whole')
      assert.deepEqual(
        listOf((await bucket.ok('ListChannels')).channels).map(({ name, version }) => [name, version]),
        [['latest', null]],
      )
      const history = await bucket.ok('ListChannelAssignmentHistory', { params: { channel_name: 'latest' } })
      assert.equal(history.count, 0)
      const again = await completeVersion(bucket, 'two')
      assert.deepEqual([again.name, ...standingOf(again)], ['v1', 'ACTIVE'])
    })

    test('the rows of a deleted bucket go by themselves, and what else there is stays', async () => {
      const dumper = await openDumper(registry.location)
      const rowsAbout = async (id: string) =>
        Object.entries(await dumper.dump())
          .filter(([table]) => table !== 'event')
          .flatMap(([table, rows]) => rows.filter((row) => row.includes(id)).map(() => table))
      const { doomed, kept } = await buckets(admin, 'rows', ['doomed', 'kept'])
      const one = await completeVersion(doomed, 'one')
      await imageFrom(kept, 'child', { version: one })
      const { id } = (await doomed.ok('GetBucket')).bucket
      assert.deepEqual(await rowsAbout(id as string), ['bucket', 'channel', 'mark', 'version', 'version_edge'])

      await doomed.ok('DeleteBucket')
      await registry.runDueJobs()

      assert.deepEqual(await rowsAbout(id as string), [])
      assert.deepEqual(await rowsAbout(one.id as string), ['build'], 'the child says still what it was built from')
      assert.equal((await versionOf(kept, 'child')).name, 'v1')
      await dumper.close()
    })

    test('what was built from a deleted bucket stays as it was, revoked or not', async () => {
      const { base, leaf } = await buckets(admin, 'descendants', ['base', 'leaf'])
      const [one, two] = [await completeVersion(base, 'one'), await completeVersion(base, 'two')]
      await imageFrom(leaf, 'revoked', { version: one })
      await imageFrom(leaf, 'valid', { version: two })
      await revoke(base, 'one')
      await base.ok('DeleteBucket')
      assert.deepEqual(await standing(leaf, 'revoked'), ['REVOKED', 'INHERITED', 'descendants-base/one'])
      assert.deepEqual(await standing(leaf, 'valid'), ['ACTIVE'])
      assert.deepEqual(standingOf(await restore(leaf, 'revoked')), ['ACTIVE'])
    })

    test('a viewer deletes nothing', async () => {
      const bucket = await newBucket(admin, 'viewed')
      const version = await completeVersion(bucket, 'one')
      const viewed = inBucket(await registry.principal('viewer'), 'viewed')
      const params = { fingerprint: 'one', build_id: version.builds[0].id as string }
      for (const operation of ['DeleteVersion', 'DeleteBuild', 'DeleteBucket'])
        await viewed.refused(operation, 7, { params })
      assert.deepEqual(await versionOf(bucket, 'one'), version)
    })
  })
