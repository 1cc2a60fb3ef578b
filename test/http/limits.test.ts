// Limits that no honest client reaches. The refusal names the field and the most that is allowed.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../src/machine/new-id.ts'
import {
  completeVersion,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  updateBuild,
  versionOf,
} from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { SBOM } from '../support/furnished.ts'
import { refusedUpdate, revoke } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

const text = (bytes: number) => 'x'.repeat(bytes)
const assertNames = (message: string, field: string, limit: number) => {
  assert.equal(message.split(':')[0], field)
  assert.ok(message.includes(String(limit)), message)
}

for (const database of databases())
  describe(`limits on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    test('labels that add up over many updates are bounded together, and with them the rest of the build', async () => {
      const bucket = await newBucket(registry.admin, 'adding-up')
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'file.image', status: 'BUILD_RUNNING' })
      const params = { fingerprint: 'fp', build_id: build.id as string }
      for (let part = 0; part < 4; part += 1)
        await updateBuild(bucket, build, 'fp', { labels: { [`part-${part}`]: text(250_000) } })
      const refused = (body: object) => bucket.refused('UpdateBuild', 3, { params, body })
      assertNames(await refused({ labels: { 'part-4': text(50_000) } }), 'labels', 1_048_576)
      assertNames(await refused({ metadata: { packer: text(50_000) } }), 'labels', 1_048_576)
      // Replacing a value makes room, and ending the build needs none.
      await updateBuild(bucket, build, 'fp', { labels: { 'part-0': text(10) } })
      await updateBuild(bucket, build, 'fp', { metadata: { packer: text(50_000) } })
      await updateBuild(bucket, build, 'fp', { status: 'BUILD_FAILED' })
    })

    test('a version is bounded in all its builds together', async () => {
      const bucket = await newBucket(registry.admin, 'together')
      await newVersion(bucket, 'fp')
      const body = (name: string) => ({ component_type: name, labels: { long: text(1_000_000) } })
      for (const name of ['file.1', 'file.2', 'file.3', 'file.4']) await newBuild(bucket, 'fp', body(name))
      const params = { fingerprint: 'fp' }
      assertNames(await bucket.refused('CreateBuild', 3, { params, body: body('file.5') }), 'labels', 4_194_304)
      assert.equal((await versionOf(bucket, 'fp')).builds.length, 4)
    })

    test('a build has 4096 artifacts at most, whatever an API calls them', async () => {
      const bucket = await newBucket(registry.admin, 'artifacts')
      const artifacts = Array.from({ length: 4097 }, (_, index) => ({
        external_identifier: `ami-${index}`,
        region: 'eu',
      }))
      const version = await newVersion(bucket, 'fp')
      const done = { component_type: 'file.image', platform: 'aws', artifacts }
      assertNames(
        await bucket.refused('CreateBuild', 3, { params: { fingerprint: 'fp' }, body: done }),
        'artifacts',
        4096,
      )
      const images = artifacts.map(({ external_identifier, region }) => ({ image_id: external_identifier, region }))
      const answer = await registry.admin.call('2021-04-30/PackerService_CreateBuild', {
        params: { bucket_slug: bucket.name, iteration_id: version.id as string },
        body: { build: { component_type: 'file.image', images } },
      })
      assertNames(assertRefused(answer, 3), 'images', 4096)
      const build = await newBuild(bucket, 'fp', { ...done, artifacts: artifacts.slice(1) })
      assert.equal(build.artifacts.length, 4096)
    })

    test('labels of a bucket have 64 KiB', async () => {
      const labels = { long: text(65_536) }
      const body = { name: 'labelled', labels }
      const message = await registry.admin.refused('PackerService_CreateBucket', 3, { body })
      assertNames(message, 'labels', 65_536)
      const bucket = await newBucket(registry.admin, 'labelled')
      assertNames(await bucket.refused('UpdateBucket', 3, { body: { labels } }), 'labels', 65_536)
      await bucket.ok('UpdateBucket', { body: { labels: { long: text(60_000) } } })
    })

    test('the message of a revocation has 2048 bytes', async () => {
      const bucket = await newBucket(registry.admin, 'message')
      await completeVersion(bucket, 'fp')
      const long = { revoke_in: '0s', revocation_message: text(2049) }
      assertNames(await refusedUpdate(bucket, 'fp', 3, long), 'revocation_message', 2048)
      assertNames(await refusedUpdate(bucket, 'fp', 3, { revoke_in: '1h'.repeat(100) }), 'revoke_in', 30)
      await revoke(bucket, 'fp', { revocation_message: text(2048) })
    })

    test('a bucket has 4096 channels, and a build 128 SBOMs', async () => {
      const bucket = await newBucket(registry.admin, 'counted')
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'file.image', status: 'BUILD_RUNNING' })
      const { id: bucketId } = (await registry.store.buckets.find(registry.projectId, bucket.name))!
      await registry.store.transaction(async ({ channels, sboms }) => {
        const now = registry.clock.now()
        const stamps = { createdAt: now, updatedAt: now }
        const channel = { bucketId, bucketName: bucket.name, authorId: 'ci', managed: false, restricted: false }
        for (let index = 0; index < 4094; index += 1)
          await channels.insert({ ...channel, id: newId(), name: `channel-${index}`, version: null, ...stamps })
        for (let index = 0; index < 128; index += 1) {
          const sbom = { id: newId(), buildId: build.id as string, name: `sbom-${index}`, format: 'spdx' } as const
          await sboms.put({ ...sbom, createdAt: now }, SBOM)
        }
      })
      await newChannel(bucket, 'the-last', '')
      assertNames(await bucket.refused('CreateChannel', 3, { body: { name: 'another' } }), 'name', 4096)
      assert.equal((await bucket.ok('ListChannels')).channels.length, 4096)

      const params = { fingerprint: 'fp', build_id: build.id as string }
      const sbom = (name: string) => ({
        params,
        body: { name, format: 'SPDX', compressed_sbom: SBOM.toString('base64') },
      })
      assertNames(await bucket.refused('UploadSbom', 3, sbom('another')), 'name', 128)
      assertNames(await bucket.refused('UploadSbom', 3, sbom('')), 'name', 128)
      await bucket.ok('UploadSbom', sbom('sbom-7'))
    })
  })
