// The rules of buckets: names, descriptions, labels, what an update leaves unchanged, what a deletion removes.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  channelOf,
  completeVersion,
  doneBuild,
  finishBuild,
  inBucket,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
} from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused, listOf, shapeOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`buckets on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const create = (body: object) => admin.call('PackerService_CreateBucket', { body })
    const read = async (name: string) => (await inBucket(admin, name).ok('GetBucket')).bucket

    test('a name has 3 to 36 letters, digits and hyphens', async () => {
      for (const name of ['a-b', '123', '---', 'A'.repeat(36)]) assert.equal((await create({ name })).status, 200, name)
      for (const name of [
        '',
        'ab',
        'A'.repeat(37),
        'under_score',
        'dot.ted',
        'sp ace',
        'a/b',
        'ümlaut',
        'line\nbreak',
        'trailing\n',
      ]) {
        const message = assertRefused(await create({ name }), 3)
        assert.equal(message, `name: "${name}" is not a valid name: use 3 to 36 letters, digits and hyphens`)
      }
      assertRefused(await create({}), 3)
    })

    test('names are told apart by case', async () => {
      assert.equal((await create({ name: 'Case' })).status, 200)
      assert.equal((await create({ name: 'case' })).status, 200)
      assert.notEqual((await read('Case')).id, (await read('case')).id)
    })

    test('a description has at most 255 bytes, counted as UTF-8', async () => {
      const bucket = await newBucket(admin, 'described')
      const longest = 'é'.repeat(127) + '.'
      for (const description of ['x'.repeat(255), longest])
        assert.equal((await bucket.ok('UpdateBucket', { body: { description } })).bucket.description, description)
      for (const description of ['x'.repeat(256), longest + '.']) {
        assert.match(await bucket.refused('UpdateBucket', 3, { body: { description } }), /^description: .*255 bytes/)
        assertRefused(await create({ name: 'too-described', description }), 3)
      }
      assert.equal((await read('described')).description, longest)
      await inBucket(admin, 'too-described').refused('GetBucket', 5)
    })

    test('a new bucket has its description and labels, and a managed, restricted, empty `latest`', async () => {
      const labels = { os: 'ubuntu', 'with space': '', ключ: '值' }
      const created = (await create({ name: 'labelled', description: 'An image.', labels })).body.bucket
      assert.deepEqual([created.description, created.labels], ['An image.', labels])
      assert.deepEqual(await read('labelled'), created)
      const { channels } = await inBucket(admin, 'labelled').ok('ListChannels')
      assert.deepEqual(shapeOf(channels), [
        {
          id: '<ulid>',
          name: 'latest',
          bucket_name: 'labelled',
          author_id: 'Assay',
          managed: true,
          restricted: true,
          version: null,
          created_at: '<time>',
          updated_at: '<time>',
        },
      ])
    })

    test('an update keeps what it does not mention and replaces what it does', async () => {
      await create({ name: 'updated', description: 'first', labels: { a: '1', b: '2' } })
      const update = async (body: object) => {
        const { bucket } = await inBucket(admin, 'updated').ok('UpdateBucket', { body })
        assert.deepEqual(await read('updated'), bucket)
        return [bucket.description, bucket.labels] as const
      }
      assert.deepEqual(await update({}), ['first', { a: '1', b: '2' }])
      assert.deepEqual(await update({ platforms: null }), ['first', { a: '1', b: '2' }])
      assert.deepEqual(await update({ description: 'second' }), ['second', { a: '1', b: '2' }])
      assert.deepEqual(await update({ labels: { b: '3' } }), ['second', { b: '3' }])
      assert.deepEqual(await update({ labels: {}, description: '' }), ['', {}])
    })

    test('updated_at changes with the bucket and not with an update that says nothing new', async () => {
      const { body } = await create({ name: 'unchanged', description: 'same', labels: { a: '1' } })
      const update = { description: 'same', labels: { a: '1' } }
      assert.deepEqual((await inBucket(admin, 'unchanged').ok('UpdateBucket', { body: update })).bucket, body.bucket)
      registry.clock.advance(1)
      const changed = (await inBucket(admin, 'unchanged').ok('UpdateBucket', { body: { description: 'other' } })).bucket
      assert.ok(changed.updated_at > body.bucket.updated_at)
      assert.equal(changed.created_at, body.bucket.created_at)
    })

    test('the bucket shows its newest complete version, the platforms of that version, and how many are complete', async () => {
      const bucket = await newBucket(admin, 'overview')
      const view = async () => {
        const { latest_version, platforms, version_count } = await read('overview')
        return [latest_version?.fingerprint, platforms, version_count] as const
      }
      assert.deepEqual(await view(), [undefined, [], '0'])
      await completeVersion(bucket, 'one')
      assert.deepEqual(await view(), ['one', ['packer.file'], '1'])
      await newVersion(bucket, 'two')
      await newBuild(bucket, 'two', { component_type: 'file.rest' })
      const build = doneBuild('two')
      await newBuild(bucket, 'two', { ...build, platform: 'gce', component_type: 'gce' })
      await newBuild(bucket, 'two', { ...build, platform: 'aws', component_type: 'aws-1' })
      await newBuild(bucket, 'two', { ...build, platform: 'aws', component_type: 'aws-2' })
      assert.deepEqual(await view(), ['one', ['packer.file'], '1'])
      await bucket.ok('UpdateVersion', { params: { fingerprint: 'two' }, body: { complete: true } })
      assert.deepEqual(await view(), ['two', ['aws', 'gce'], '2'])
      assert.deepEqual((await read('overview')).latest_version, (await channelOf(bucket, 'latest')).version)
    })

    test('an update answers the bucket with its newest version, like a read', async () => {
      const bucket = await newBucket(admin, 'updated-view')
      await completeVersion(bucket, 'one')
      const { bucket: updated } = await bucket.ok('UpdateBucket', { body: { description: 'new' } })
      assert.deepEqual(updated, await read('updated-view'))
    })

    test('completion of a version changes updated_at of the bucket', async () => {
      const bucket = await newBucket(admin, 'completed')
      const before = await read('completed')
      await newVersion(bucket, 'one')
      assert.equal((await read('completed')).updated_at, before.updated_at)
      registry.clock.advance(1)
      await finishBuild(bucket, 'one', doneBuild('one'))
      assert.ok((await read('completed')).updated_at > before.updated_at)
    })

    test('a deletion takes versions, builds, artifacts, channels and SBOMs along, and the name is free again', async () => {
      const bucket = await newBucket(admin, 'deleted')
      const before = await read('deleted')
      await newVersion(bucket, 'open')
      const build = await newBuild(bucket, 'open', { component_type: 'file.open' })
      const sbom = { format: 'SPDX', name: 'sbom', compressed_sbom: 'AAAA' }
      await bucket.ok('UploadSbom', { params: { fingerprint: 'open', build_id: build.id }, body: sbom })
      await completeVersion(bucket, 'deleted-one')
      await newChannel(bucket, 'staging', 'deleted-one')

      assert.deepEqual(await bucket.ok('DeleteBucket'), {})
      await bucket.refused('GetBucket', 5)
      const found = await admin.ok('PackerService_SearchExternalArtifact', {
        body: { external_identifier: 'deleted-one.img' },
      })
      assert.deepEqual(found.artifacts, [])

      await newBucket(admin, 'deleted')
      assert.notEqual((await read('deleted')).id, before.id)
      assert.deepEqual((await bucket.ok('ListVersions')).versions, [])
      assert.equal(listOf((await bucket.ok('ListChannels')).channels).length, 1)
      assert.equal((await channelOf(bucket, 'latest')).version, null)
      assert.equal((await completeVersion(bucket, 'open')).name, 'v1')
    })
  })
