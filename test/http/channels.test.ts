// The rules of channels: which versions can be assigned, the managed channel, copies, history.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  assign,
  type BucketScene,
  channelOf,
  completeVersion,
  inBucket,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
} from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf, shapeOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`channels on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const history = async (bucket: BucketScene, channel_name: string, query = {}): Promise<Json> =>
      bucket.ok('ListChannelAssignmentHistory', { params: { channel_name }, query })
    /** The fingerprints in a channel's history, newest first, with who assigned them. */
    const entries = async (bucket: BucketScene, channel: string) =>
      listOf((await history(bucket, channel)).history).map(({ version, author_id }) => [
        version?.fingerprint,
        author_id,
      ])
    const held = async (bucket: BucketScene, channel: string) => (await channelOf(bucket, channel)).version?.fingerprint
    const copy = (source_channel: string, target_channel: string) => ({ body: { source_channel, target_channel } })

    test('a name has 3 to 36 letters, digits and hyphens, and is told apart by case', async () => {
      const bucket = await newBucket(admin, 'names')
      for (const name of ['dev', 'Dev', 'Latest', '---', '7'.repeat(36)])
        assert.equal((await newChannel(bucket, name, '')).name, name)
      for (const name of ['', 'ab', 'a'.repeat(37), 'a_b', 'a b', 'a/b', 'dév'])
        assert.match(await bucket.refused('CreateChannel', 3, { body: { name } }), /^name: ".*" is not a valid name/)
      await bucket.refused('CreateChannel', 3, { body: {} })
      await bucket.refused('CreateChannel', 6, { body: { name: 'dev' } })
    })

    test('`latest` is reserved', async () => {
      const bucket = await newBucket(admin, 'reserved')
      await completeVersion(bucket, 'fp')
      const before = await channelOf(bucket, 'latest')
      const body = { name: 'latest', restricted: false, version_fingerprint: '' }
      assert.equal(await bucket.refused('CreateChannel', 6, { body }), 'channel "latest" already exists')
      assert.deepEqual(await channelOf(bucket, 'latest'), before)
    })

    test('a channel is created restricted or not, with a version or without', async () => {
      const bucket = await newBucket(admin, 'created')
      const version = await completeVersion(bucket, 'fp')
      const body = { name: 'production', restricted: true, version_fingerprint: 'fp' }
      const { channel } = await bucket.ok('CreateChannel', { body })
      assert.deepEqual(channel.version, version)
      assert.deepEqual(shapeOf({ ...channel, version: null }), {
        id: '<ulid>',
        name: 'production',
        bucket_name: 'created',
        author_id: 'admin',
        managed: false,
        restricted: true,
        version: null,
        created_at: '<time>',
        updated_at: '<time>',
      })
      assert.deepEqual(await channelOf(bucket, 'production'), channel)
    })

    test('a channel that is created with a version that cannot be assigned is not created', async () => {
      const bucket = await newBucket(admin, 'not-created')
      await newVersion(bucket, 'open')
      await bucket.refused('CreateChannel', 9, { body: { name: 'staging', version_fingerprint: 'open' } })
      await bucket.refused('CreateChannel', 5, { body: { name: 'staging', version_fingerprint: 'unknown' } })
      await bucket.refused('GetChannel', 5, { params: { channel_name: 'staging' } })
    })

    test('only complete versions of the same bucket can be assigned', async () => {
      const [bucket, other] = await Promise.all([newBucket(admin, 'assignable'), newBucket(admin, 'other-bucket')])
      await completeVersion(other, 'elsewhere')
      await newVersion(bucket, 'empty')
      await newVersion(bucket, 'open')
      await newBuild(bucket, 'open', { component_type: 'a', status: 'BUILD_RUNNING' })
      await newChannel(bucket, 'staging', '')
      const refused = (code: number, version_fingerprint: string) => {
        const body = { version_fingerprint, update_mask: 'versionFingerprint' }
        return bucket.refused('UpdateChannel', code, { params: { channel_name: 'staging' }, body })
      }
      for (const fingerprint of ['empty', 'open'])
        assert.match(await refused(9, fingerprint), /only a version whose builds/)
      await refused(5, 'elsewhere')
      assert.equal(await held(bucket, 'staging'), undefined)
      assert.equal((await history(bucket, 'staging')).count, 0)
    })

    test('an update that changes nothing leaves the channel as it was, its time included', async () => {
      const bucket = await newBucket(admin, 'unchanged')
      await completeVersion(bucket, 'fp')
      const before = await newChannel(bucket, 'staging', 'fp')
      const body = { version_fingerprint: 'fp', restricted: false, update_mask: 'versionFingerprint,restricted' }
      const { channel } = await bucket.ok('UpdateChannel', { params: { channel_name: 'staging' }, body })
      assert.deepEqual(channel, before)
      assert.deepEqual(await channelOf(bucket, 'staging'), before)
      assert.equal((await history(bucket, 'staging')).count, 1)
    })

    test('a channel carries its version with builds and artifacts, in get, list and history', async () => {
      const bucket = await newBucket(admin, 'carried')
      const version = await completeVersion(bucket, 'fp')
      assert.equal(version.builds[0].artifacts[0].external_identifier, 'fp.img')
      await newChannel(bucket, 'staging', 'fp')
      assert.deepEqual((await channelOf(bucket, 'staging')).version, version)
      for (const channel of listOf((await bucket.ok('ListChannels')).channels))
        assert.deepEqual(channel.version, version)
      assert.deepEqual((await history(bucket, 'staging')).history[0].version, version)
    })

    test('the managed channel can be neither assigned, nor un-assigned, nor copied into, nor deleted', async () => {
      const bucket = await newBucket(admin, 'managed')
      await completeVersion(bucket, 'one')
      await completeVersion(bucket, 'two')
      await newChannel(bucket, 'staging', 'one')
      const params = { channel_name: 'latest' }
      for (const version_fingerprint of ['one', 'two', 'unknown', '']) {
        const body = { version_fingerprint, restricted: false, update_mask: 'versionFingerprint,restricted' }
        assert.match(await bucket.refused('UpdateChannel', 9, { params, body }), /managed by the registry/)
      }
      await bucket.refused('AssignChannelVersion', 9, copy('staging', 'latest'))
      assert.match(await bucket.refused('DeleteChannel', 3, { params }), /managed by the registry/)
      const { version, restricted } = await channelOf(bucket, 'latest')
      assert.deepEqual([version.fingerprint, restricted], ['two', true])
    })

    test('a copied assignment answers both channels and the version', async () => {
      const bucket = await newBucket(admin, 'copied')
      const version = await completeVersion(bucket, 'one')
      await newChannel(bucket, 'staging', 'one')
      await newChannel(bucket, 'production', '')
      await completeVersion(bucket, 'two')
      const answer = await bucket.ok('AssignChannelVersion', copy('staging', 'production'))
      assert.deepEqual(answer, {
        fingerprint: 'one',
        source_channel: await channelOf(bucket, 'staging'),
        target_channel: await channelOf(bucket, 'production'),
        version,
      })
      await bucket.ok('AssignChannelVersion', copy('latest', 'production'))
      assert.equal(await held(bucket, 'production'), 'two')
    })

    test('an assignment is not copied from an empty channel, nor from or to one that is not there', async () => {
      const bucket = await newBucket(admin, 'not-copied')
      await completeVersion(bucket, 'one')
      await newChannel(bucket, 'empty', '')
      await newChannel(bucket, 'target', 'one')
      assert.match(await bucket.refused('AssignChannelVersion', 9, copy('empty', 'target')), /"empty" has no version/)
      assert.equal(
        await bucket.refused('AssignChannelVersion', 5, copy('nope', 'target')),
        'channel "nope" does not exist',
      )
      assert.equal(
        await bucket.refused('AssignChannelVersion', 5, copy('target', 'nope')),
        'channel "nope" does not exist',
      )
      assert.equal(await held(bucket, 'target'), 'one')
    })

    test('the history has every assignment and un-assignment, newest first, with its author, and nothing else', async () => {
      const bucket = await newBucket(admin, 'history')
      for (const fingerprint of ['one', 'two']) await completeVersion(bucket, fingerprint)
      await newChannel(bucket, 'staging', '')
      const contributor = inBucket(await registry.principal('contributor'), 'history')
      await assign(bucket, 'staging', 'one')
      await assign(bucket, 'staging', 'one')
      await assign(contributor, 'staging', 'two')
      await bucket.ok('UpdateChannel', {
        params: { channel_name: 'staging' },
        body: { restricted: true, update_mask: 'restricted' },
      })
      await assign(bucket, 'staging', '')
      const identity = await contributor.client.ok('IamService_GetCallerIdentity', {})
      assert.deepEqual(await entries(bucket, 'staging'), [
        [undefined, 'admin'],
        ['two', identity.principal.service.name],
        ['one', 'admin'],
      ])
      const { history: listed, count, pagination } = await history(bucket, 'staging')
      assert.deepEqual([count, pagination], [3, { next_page_token: '', previous_page_token: '' }])
      for (const { assigned_at } of listOf(listed)) assert.equal(shapeOf(assigned_at), '<time>')
    })

    test('the history of `latest` is written by the registry', async () => {
      const bucket = await newBucket(admin, 'latest-history')
      for (const fingerprint of ['one', 'two']) await completeVersion(bucket, fingerprint)
      await bucket.ok('DeleteVersion', { params: { fingerprint: 'two' } })
      assert.deepEqual(await entries(bucket, 'latest'), [
        ['one', 'Assay'],
        ['one', 'Assay'],
      ])
    })

    test('a deleted channel takes its history along', async () => {
      const bucket = await newBucket(admin, 'history-gone')
      await completeVersion(bucket, 'one')
      await newChannel(bucket, 'staging', 'one')
      await bucket.ok('DeleteChannel', { params: { channel_name: 'staging' } })
      await bucket.refused('ListChannelAssignmentHistory', 5, { params: { channel_name: 'staging' } })
      await newChannel(bucket, 'staging', '')
      assert.equal((await history(bucket, 'staging')).count, 0)
    })

    test('ListChannels answers all channels at once, `latest` first and then by name', async () => {
      const bucket = await newBucket(admin, 'many-channels')
      const names = Array.from({ length: 110 }, (_, index) => `channel-${String(index).padStart(3, '0')}`)
      for (const name of ['zebra', 'Zebra', ...names.toReversed()]) await newChannel(bucket, name, '')
      const { channels } = await bucket.ok('ListChannels', { query: { 'pagination.page_size': '10' } })
      assert.deepEqual(
        listOf(channels).map(({ name }) => name as string),
        ['latest', 'Zebra', ...names, 'zebra'],
      )
    })
  })
