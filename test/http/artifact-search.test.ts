// Finds the origin of an image by the id that its platform gave it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { completeVersion, newBucket, newBuild, newVersion, versionOf } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused, listOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`the search for artifacts on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const search = async (body: object): Promise<Json[]> =>
      listOf((await admin.ok('PackerService_SearchExternalArtifact', { body })).artifacts)
    const componentsOf = (found: readonly Json[]) => found.map(({ build }) => build.component_type as string).toSorted()

    test('a found artifact comes with its build, and what one wants to know of version and bucket', async () => {
      const bucket = await newBucket(admin, 'found')
      await bucket.ok('UpdateBucket', { body: { labels: { os: 'ubuntu' } } })
      const version = await completeVersion(bucket, 'found-one')
      const [found, ...others] = await search({ external_identifier: 'found-one.img' })
      assert.deepEqual(others, [])
      assert.deepEqual(found, {
        bucket: { id: (await bucket.ok('GetBucket')).bucket.id, name: 'found', labels: { os: 'ubuntu' } },
        version: {
          id: version.id,
          fingerprint: 'found-one',
          name: 'v1',
          status: 'VERSION_ACTIVE',
          author_id: 'admin',
          revoke_at: null,
          revocation_type: 'REVOCATION_TYPE_UNSET',
          revocation_author: '',
          revocation_message: '',
        },
        build: version.builds[0],
      })
    })

    test('an artifact of an incomplete version is found too', async () => {
      const bucket = await newBucket(admin, 'found-open')
      await newVersion(bucket, 'fp')
      const artifacts = [{ external_identifier: 'ami-open', region: 'r' }]
      await newBuild(bucket, 'fp', { component_type: 'a', status: 'BUILD_RUNNING', artifacts })
      const [found] = await search({ external_identifier: 'ami-open' })
      assert.deepEqual([found.version.name, found.version.status], ['v0', 'VERSION_RUNNING'])
    })

    test('platform and region narrow the search; empty they do not', async () => {
      const bucket = await newBucket(admin, 'narrow')
      await newVersion(bucket, 'fp')
      const put = (component_type: string, platform: string, region: string) =>
        newBuild(bucket, 'fp', { component_type, platform, artifacts: [{ external_identifier: 'shared', region }] })
      await put('aws-1', 'aws', 'eu')
      await put('aws-2', 'aws', 'us')
      await put('gce-1', 'gce', 'eu')
      const found = async (body: object) => componentsOf(await search({ external_identifier: 'shared', ...body }))
      assert.deepEqual(await found({}), ['aws-1', 'aws-2', 'gce-1'])
      assert.deepEqual(await found({ platform: '', region: '' }), ['aws-1', 'aws-2', 'gce-1'])
      assert.deepEqual(await found({ platform: 'aws' }), ['aws-1', 'aws-2'])
      assert.deepEqual(await found({ region: 'eu' }), ['aws-1', 'gce-1'])
      assert.deepEqual(await found({ platform: 'gce', region: 'eu' }), ['gce-1'])
      assert.deepEqual(await found({ platform: 'gce', region: 'us' }), [])
      assert.deepEqual(await search({ external_identifier: 'SHARED' }), [])
      assert.deepEqual(await search({ external_identifier: 'shar' }), [])
    })

    test('a build with the same id in several regions is found once', async () => {
      const bucket = await newBucket(admin, 'once')
      await newVersion(bucket, 'fp')
      const artifacts = ['eu', 'us'].map((region) => ({ external_identifier: 'copied', region }))
      const build = await newBuild(bucket, 'fp', { component_type: 'a', artifacts })
      const found = await search({ external_identifier: 'copied' })
      assert.deepEqual(
        found.map((item) => item.build),
        [build],
      )
    })

    test('matches in several buckets come newest first', async () => {
      for (const name of ['order-1', 'order-2', 'order-3']) {
        const bucket = await newBucket(admin, name)
        await newVersion(bucket, 'fp')
        await newBuild(bucket, 'fp', {
          component_type: 'a',
          artifacts: [{ external_identifier: 'ordered', region: '' }],
        })
      }
      const found = await search({ external_identifier: 'ordered' })
      assert.deepEqual(
        found.map(({ bucket }) => bucket.name as string),
        ['order-3', 'order-2', 'order-1'],
      )
    })

    test('an artifact that was replaced is found no more', async () => {
      const bucket = await newBucket(admin, 'replaced')
      await newVersion(bucket, 'fp')
      const artifacts = [{ external_identifier: 'old-image', region: '' }]
      const { id } = await newBuild(bucket, 'fp', { component_type: 'a', artifacts })
      const body = { artifacts: [{ external_identifier: 'new-image', region: '' }] }
      await bucket.ok('UpdateBuild', { params: { fingerprint: 'fp', build_id: id }, body })
      assert.deepEqual(await search({ external_identifier: 'old-image' }), [])
      assert.equal((await search({ external_identifier: 'new-image' }))[0].build.id, id)
      assert.equal((await versionOf(bucket, 'fp')).builds[0].artifacts.length, 1)
    })

    test('the id is required', async () => {
      for (const body of [{}, { external_identifier: '' }, { platform: 'aws' }])
        assertRefused(await admin.call('PackerService_SearchExternalArtifact', { body }), 3)
    })
  })
