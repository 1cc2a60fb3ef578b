// The rules of versions: fingerprints, status, completion and numbers, deletion.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  assign,
  type BucketScene,
  channelOf,
  completeVersion,
  doneBuild,
  finishBuild,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  updateBuild,
  versionOf,
} from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf, shapeOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`versions on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const remove = (bucket: BucketScene, fingerprint: string, rollback: boolean) =>
      bucket.ok('DeleteVersion', { params: { fingerprint }, query: rollback ? { rollback_channels: 'true' } : {} })
    const latest = async (bucket: BucketScene): Promise<string | undefined> =>
      (await channelOf(bucket, 'latest')).version?.fingerprint

    test('a fingerprint has 1 to 40 letters, digits, "-", "." and "_", with a letter or digit at both ends', async () => {
      const bucket = await newBucket(admin, 'fingerprints')
      for (const fingerprint of [
        '1',
        'a.b-c_d',
        '0123456789abcdef0123456789abcdef01234567',
        '01JZZZZZZZZZZZZZZZZZZZZZZZ',
      ])
        assert.equal((await newVersion(bucket, fingerprint)).fingerprint, fingerprint)
      for (const fingerprint of ['', '-a', 'a-', '.', 'a/b', 'a b', 'ü', 'x'.repeat(41), 'a\n'])
        assert.match(await bucket.refused('CreateVersion', 3, { body: { fingerprint } }), /^fingerprint: /)
      await bucket.refused('CreateVersion', 3, { body: {} })
    })

    test('a fingerprint is unique in its bucket and free in another one', async () => {
      const [one, other] = await Promise.all([newBucket(admin, 'unique-1'), newBucket(admin, 'unique-2')])
      await newVersion(one, 'same')
      await one.refused('CreateVersion', 6, { body: { fingerprint: 'same' } })
      assert.equal((await newVersion(other, 'same')).bucket_name, 'unique-2')
    })

    test('a new version is v0, VERSION_RUNNING and written by its principal', async () => {
      const bucket = await newBucket(admin, 'fresh')
      const { version } = await bucket.ok('CreateVersion', { body: { fingerprint: 'fp', template_type: 'JSON' } })
      assert.deepEqual(shapeOf(version), {
        id: '<ulid>',
        bucket_name: 'fresh',
        name: 'v0',
        fingerprint: 'fp',
        status: 'VERSION_RUNNING',
        template_type: 'JSON',
        author_id: 'admin',
        has_descendants: false,
        builds: [],
        parents: null,
        revoke_at: null,
        revocation_type: 'REVOCATION_TYPE_UNSET',
        revocation_author: '',
        revocation_message: '',
        revocation_inherited_from: null,
        created_at: '<time>',
        updated_at: '<time>',
      })
      assert.deepEqual(await versionOf(bucket, 'fp'), version)
    })

    const mixtures: readonly (readonly [builds: readonly string[], status: string])[] = [
      [['UNSET', 'UNSET'], 'VERSION_INCOMPLETE'],
      [['UNSET', 'DONE'], 'VERSION_INCOMPLETE'],
      [['UNSET', 'CANCELLED'], 'VERSION_CANCELLED'],
      [['DONE', 'CANCELLED'], 'VERSION_CANCELLED'],
      [['CANCELLED', 'FAILED'], 'VERSION_FAILED'],
      [['DONE', 'FAILED'], 'VERSION_FAILED'],
      [['FAILED', 'RUNNING'], 'VERSION_RUNNING'],
      [['CANCELLED', 'RUNNING', 'DONE'], 'VERSION_RUNNING'],
      [['DONE', 'DONE'], 'VERSION_ACTIVE'],
    ]
    for (const [builds, status] of mixtures)
      test(`a version whose builds are ${builds.join(', ')} is ${status}`, async () => {
        const bucket = await newBucket(admin, `mix-${builds.join('-')}`)
        await newVersion(bucket, 'fp')
        const created: Json[] = []
        for (const name of builds)
          created.push(await newBuild(bucket, 'fp', { component_type: `${name}.${created.length}` }))
        for (const [index, name] of builds.entries())
          await updateBuild(bucket, created[index], 'fp', { status: `BUILD_${name}` })
        assert.equal((await versionOf(bucket, 'fp')).status, status)
      })

    const completions: readonly (readonly [by: string, act: (bucket: BucketScene, rest: Json) => Promise<unknown>])[] =
      [
        [
          'the update that makes its last build done',
          (bucket, rest) => updateBuild(bucket, rest, 'fp', { status: 'BUILD_DONE' }),
        ],
        [
          'the deletion of the one build that is not done',
          (bucket, rest) => bucket.ok('DeleteBuild', { params: { fingerprint: 'fp', build_id: rest.id } }),
        ],
        [
          'a request, builds that never ran notwithstanding',
          (bucket) => bucket.ok('UpdateVersion', { params: { fingerprint: 'fp' }, body: { complete: true } }),
        ],
      ]
    for (const [index, [by, act]] of completions.entries())
      test(`a version is completed by ${by}`, async () => {
        const bucket = await newBucket(admin, `completed-${index}`)
        await newVersion(bucket, 'fp')
        const rest = await newBuild(bucket, 'fp', { component_type: 'file.rest', status: 'BUILD_RUNNING' })
        await finishBuild(bucket, 'fp', doneBuild('fp'))
        assert.equal((await versionOf(bucket, 'fp')).name, 'v0')
        registry.clock.advance(1)
        await act(bucket, rest)
        const version = await versionOf(bucket, 'fp')
        assert.deepEqual([version.name, version.status], ['v1', 'VERSION_ACTIVE'])
        assert.ok(version.updated_at > version.created_at)
        assert.deepEqual((await channelOf(bucket, 'latest')).version, version)
      })

    test('a version is completed by the creation of a build that is done, when it is the only one', async () => {
      const bucket = await newBucket(admin, 'completed-at-once')
      await newVersion(bucket, 'fp')
      await finishBuild(bucket, 'fp', doneBuild('fp'))
      assert.equal((await versionOf(bucket, 'fp')).name, 'v1')
      assert.equal(await latest(bucket), 'fp')
    })

    test('a version without builds is not completed by anything', async () => {
      const bucket = await newBucket(admin, 'no-builds')
      await newVersion(bucket, 'fp')
      const rest = await newBuild(bucket, 'fp', { component_type: 'file.rest' })
      await bucket.ok('DeleteBuild', { params: { fingerprint: 'fp', build_id: rest.id } })
      assert.equal((await versionOf(bucket, 'fp')).name, 'v0')
      const complete = { params: { fingerprint: 'fp' }, body: { complete: true } }
      assert.match(await bucket.refused('UpdateVersion', 9, complete), /has no build that is done/)
      await newBuild(bucket, 'fp', { component_type: 'file.rest', status: 'BUILD_RUNNING' })
      await bucket.refused('UpdateVersion', 9, complete)
    })

    test('completing a complete version answers it as it is', async () => {
      const bucket = await newBucket(admin, 'completed-twice')
      const version = await completeVersion(bucket, 'fp')
      const answer = await bucket.ok('UpdateVersion', { params: { fingerprint: 'fp' }, body: { complete: true } })
      assert.deepEqual(answer.version, version)
      assert.equal((await bucket.ok('GetBucket')).bucket.version_count, '1')
    })

    test('an update that asks for nothing answers the version as it is', async () => {
      const bucket = await newBucket(admin, 'asks-nothing')
      const version = await newVersion(bucket, 'fp')
      const answer = await bucket.ok('UpdateVersion', { params: { fingerprint: 'fp' }, body: {} })
      assert.deepEqual(answer.version, version)
    })

    test('versions are numbered in the order of their completion, not of their creation', async () => {
      const bucket = await newBucket(admin, 'numbered')
      for (const fingerprint of ['one', 'two', 'three']) await newVersion(bucket, fingerprint)
      for (const fingerprint of ['two', 'three', 'one']) await finishBuild(bucket, fingerprint, doneBuild(fingerprint))
      const { versions } = await bucket.ok('ListVersions')
      assert.deepEqual(
        listOf(versions).map(({ fingerprint, name }) => [fingerprint as string, name as string]),
        [
          ['three', 'v2'],
          ['two', 'v1'],
          ['one', 'v3'],
        ],
      )
      assert.equal(await latest(bucket), 'one')
    })

    test('a deleted version is gone with its builds and artifacts, and its fingerprint is free again', async () => {
      const bucket = await newBucket(admin, 'gone')
      await completeVersion(bucket, 'gone-one')
      assert.deepEqual(await remove(bucket, 'gone-one', false), {})
      await bucket.refused('GetVersion', 10, { params: { fingerprint: 'gone-one' } })
      await bucket.refused('ListBuilds', 5, { params: { fingerprint: 'gone-one' } })
      await bucket.refused('DeleteVersion', 5, { params: { fingerprint: 'gone-one' } })
      const search = { body: { external_identifier: 'gone-one.img' } }
      assert.deepEqual((await admin.ok('PackerService_SearchExternalArtifact', search)).artifacts, [])
      assert.deepEqual((await newVersion(bucket, 'gone-one')).builds, [])
    })

    test('the number of a deleted version is never given again', async () => {
      const bucket = await newBucket(admin, 'never-again')
      await completeVersion(bucket, 'one')
      await completeVersion(bucket, 'two')
      await remove(bucket, 'two', false)
      assert.equal((await completeVersion(bucket, 'three')).name, 'v3')
      await remove(bucket, 'three', false)
      await remove(bucket, 'one', false)
      assert.equal((await bucket.ok('GetBucket')).bucket.version_count, '0')
      assert.equal((await completeVersion(bucket, 'four')).name, 'v4')
    })

    test('`latest` moves back when the newest version is deleted, and to none with the last', async () => {
      const bucket = await newBucket(admin, 'moves-back')
      for (const fingerprint of ['one', 'two', 'three']) await completeVersion(bucket, fingerprint)
      await remove(bucket, 'two', false)
      assert.equal(await latest(bucket), 'three')
      await remove(bucket, 'three', false)
      assert.equal(await latest(bucket), 'one')
      assert.equal((await bucket.ok('GetBucket')).bucket.latest_version.fingerprint, 'one')
      await remove(bucket, 'one', false)
      assert.equal(await latest(bucket), undefined)
      assert.equal((await bucket.ok('GetBucket')).bucket.latest_version, null)
    })

    test('an incomplete version is deleted without a change to number, count or `latest`', async () => {
      const bucket = await newBucket(admin, 'incomplete')
      await completeVersion(bucket, 'one')
      const before = (await bucket.ok('GetBucket')).bucket
      await newVersion(bucket, 'two')
      await remove(bucket, 'two', false)
      assert.deepEqual((await bucket.ok('GetBucket')).bucket, before)
      assert.equal((await completeVersion(bucket, 'three')).name, 'v2')
    })

    test('a version that channels of users hold is not deleted, and the refusal names them', async () => {
      const bucket = await newBucket(admin, 'held')
      const version = await completeVersion(bucket, 'one')
      await newChannel(bucket, 'staging', 'one')
      await newChannel(bucket, 'production', 'one')
      const message = await bucket.refused('DeleteVersion', 9, { params: { fingerprint: 'one' } })
      assert.match(message, /channel "production", channel "staging"/)
      await bucket.refused('DeleteVersion', 9, {
        params: { fingerprint: 'one' },
        query: { rollback_channels: 'false' },
      })
      assert.deepEqual(await versionOf(bucket, 'one'), version)
    })

    test('with rollback_channels the channels go back to what they held before, or to nothing', async () => {
      const bucket = await newBucket(admin, 'rolled-back')
      for (const fingerprint of ['one', 'two', 'three']) await completeVersion(bucket, fingerprint)
      for (const name of ['staging', 'production']) await newChannel(bucket, name, '')
      for (const fingerprint of ['one', 'two', '', 'three']) await assign(bucket, 'staging', fingerprint)
      await assign(bucket, 'production', 'three')
      const held = async (name: string) => (await channelOf(bucket, name)).version?.fingerprint as string | undefined

      await remove(bucket, 'three', true)
      assert.deepEqual(
        [await held('staging'), await held('production'), await latest(bucket)],
        ['two', undefined, 'two'],
      )
      await remove(bucket, 'two', true)
      assert.deepEqual([await held('staging'), await latest(bucket)], ['one', 'one'])
      await remove(bucket, 'one', true)
      assert.deepEqual([await held('staging'), await latest(bucket)], [undefined, undefined])
    })
  })
