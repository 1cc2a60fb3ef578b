// The one route of packer 2022-12-02. Only the Terraform provider 0.112.0 uses it, to find artifacts by labels.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  assign,
  type BucketScene,
  completeVersion,
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
import { assertRefused, listOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`artifacts by labels of 2022-12-02 on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    /** On `production`: three builds, two of them on AWS, one of those in two regions. */
    async function labelled(name: string): Promise<{ readonly bucket: BucketScene; readonly version: Json }> {
      const bucket = await newBucket(admin, name)
      await newVersion(bucket, 'fp')
      const builds = {
        'amazon-ebs.amd64': { platform: 'aws', labels: { arch: 'amd64', os: 'ubuntu' }, regions: ['us-east-1'] },
        'amazon-ebs.arm64': {
          platform: 'aws',
          labels: { arch: 'arm64', os: 'ubuntu' },
          regions: ['us-east-1', 'eu-west-1'],
        },
        'googlecompute.arm64': {
          platform: 'gce',
          labels: { arch: 'arm64', os: 'ubuntu', tier: 'a' },
          regions: ['us-east1-b'],
        },
      }
      const made: [Json, readonly string[]][] = []
      for (const [component_type, { regions, ...build }] of Object.entries(builds))
        made.push([
          await newBuild(bucket, 'fp', { component_type, packer_run_uuid: registry.projectId, ...build }),
          regions,
        ])
      for (const [build, regions] of made) {
        const artifacts = regions.map((region) => ({
          external_identifier: `${build.component_type as string}@${region}`,
          region,
        }))
        await updateBuild(bucket, build, 'fp', { status: 'BUILD_DONE', artifacts })
      }
      await newChannel(bucket, 'production', 'fp')
      return { bucket, version: await versionOf(bucket, 'fp') }
    }
    const search = (client: Client, bucket_name: string, body: object, channel_name = 'production') =>
      client.call('PackerService_SearchByLabels', { params: { bucket_name, channel_name }, body })
    const find = async (bucket: string, body: object): Promise<Json> => {
      const { status, body: found } = await search(admin, bucket, body)
      assert.equal(status, 200, JSON.stringify(found))
      return found.artifact
    }
    const artifacts = async (bucket: string, body: object) =>
      listOf((await find(bucket, body)).build.artifacts).map(({ external_identifier }) => external_identifier as string)
    const refused = async (bucket: string, code: number, body: object, channel?: string) =>
      assertRefused(await search(admin, bucket, body, channel), code)

    test('the answer names bucket, version, build and artifacts as 2023-01-01 does', async () => {
      const { bucket, version } = await labelled('answer')
      const labels = { os: 'ubuntu', arch: 'arm64' }
      const found = await find('answer', { labels, cloud_provider: 'aws', region: 'eu-west-1' })
      const build = listOf(version.builds).find(({ component_type }) => component_type === 'amazon-ebs.arm64')
      const artifact = listOf(build.artifacts).find(({ region }) => region === 'eu-west-1')
      assert.deepEqual(found, {
        bucket: { id: (await bucket.ok('GetBucket')).bucket.id, name: 'answer' },
        version: { id: version.id, name: 'v1', fingerprint: 'fp', revoke_at: null },
        build: {
          id: build.id,
          version_id: version.id,
          component_type: 'amazon-ebs.arm64',
          packer_run_uuid: registry.projectId,
          platform: 'aws',
          labels: build.labels,
          artifacts: [{ id: artifact.id, external_identifier: 'amazon-ebs.arm64@eu-west-1', region: 'eu-west-1' }],
        },
      })
    })

    test('a build may have more labels than are asked for, but not fewer, nor other values', async () => {
      await labelled('superset')
      const component = async (labels: object) => (await find('superset', { labels })).build.component_type
      assert.equal(await component({ arch: 'arm64' }), 'amazon-ebs.arm64')
      assert.equal(await component({ tier: 'a' }), 'googlecompute.arm64')
      assert.equal(await component({}), 'amazon-ebs.amd64', 'the first')
      for (const labels of [{ arch: 'ARM64' }, { arch: 'arm64', tier: 'b' }, { unknown: '' }, { toString: '' }])
        assert.match(await refused('superset', 5, { labels }), /^no artifact found matching labels/)
    })

    test('the platform must be the one asked for', async () => {
      await labelled('platform')
      const labels = { arch: 'arm64' }
      assert.equal((await find('platform', { labels, cloud_provider: 'gce' })).build.platform, 'gce')
      await refused('platform', 5, { labels, cloud_provider: 'azure' })
      await refused('platform', 5, { labels: { arch: 'amd64' }, cloud_provider: 'gce' })
    })

    test('artifacts in the region asked for are preferred; where there are none, any will do', async () => {
      await labelled('region')
      const aws = { labels: { arch: 'arm64' }, cloud_provider: 'aws' }
      const [east, west] = ['amazon-ebs.arm64@us-east-1', 'amazon-ebs.arm64@eu-west-1']
      assert.deepEqual(await artifacts('region', { ...aws, region: 'eu-west-1' }), [west])
      assert.deepEqual(await artifacts('region', aws), [east, west])
      assert.deepEqual(await artifacts('region', { ...aws, region: 'ap-south-1' }), [east, west])
      // This also holds where each region had a build of its own.
      const anywhere = { labels: { os: 'ubuntu' } }
      assert.deepEqual(await artifacts('region', { ...anywhere, region: 'eu-west-1' }), [west])
      assert.deepEqual(await artifacts('region', { ...anywhere, region: 'us-east-1' }), ['amazon-ebs.amd64@us-east-1'])
      assert.deepEqual(await artifacts('region', { ...anywhere, region: 'us-east1-b' }), [
        'googlecompute.arm64@us-east1-b',
      ])
    })

    test('a channel without a version has nothing to find, nor has one that does not exist', async () => {
      const { bucket } = await labelled('unassigned')
      await assign(bucket, 'production', '')
      assert.match(await refused('unassigned', 9, {}), /^channel "production" has no version assigned$/)
      assert.equal(await refused('unassigned', 5, {}, 'nowhere'), 'channel "nowhere" does not exist')
      assert.equal(await refused('nowhere', 5, {}), 'bucket "nowhere" does not exist')
    })

    test('a revoked version is found, and says since when', async () => {
      const { bucket } = await labelled('revoked')
      const body = { revoke_in: '0s', disable_rollback_channels: true }
      const { version } = await bucket.ok('UpdateVersion', { params: { fingerprint: 'fp' }, body })
      assert.equal((await find('revoked', {})).version.revoke_at, version.revoke_at)
    })

    test('builds without artifacts are passed over', async () => {
      const bucket = await newBucket(admin, 'empty')
      await newVersion(bucket, 'fp')
      await finishBuild(bucket, 'fp', { component_type: 'file.image', status: 'BUILD_DONE', labels: { os: 'x' } })
      await newChannel(bucket, 'production', 'fp')
      await refused('empty', 5, { labels: { os: 'x' } })
    })

    test('a restricted channel is refused to viewers, and what is not as the contract says to everybody', async () => {
      await completeVersion(await newBucket(admin, 'restricted'), 'fp')
      const viewer = await registry.principal('viewer')
      assertRefused(await search(viewer, 'restricted', {}, 'latest'), 7)
      assertRefused(await search(registry.anonymous, 'restricted', {}), 16)
      for (const body of [{ labels: [] }, { labels: { a: 1 } }, { labels: { a: null } }, { region: 7 }])
        assert.match(await refused('restricted', 3, body, 'latest'), /^(labels|region)/)
    })
  })
