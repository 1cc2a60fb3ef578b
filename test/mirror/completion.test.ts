// A script that registers existing images, with one request per region, through either API.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { channelOf, inBucket, versionOf } from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { letPass } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { scribes } from '../support/scribes.ts'
import { listOf } from '../support/shapes.ts'

for (const database of databases())
  // One after the other: all tests move the same clock.
  describe(`images that are registered one by one on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    for (const { api, open } of scribes)
      test(`${api}: a version takes one region after the other and is complete a moment after the last`, async () => {
        const scribe = open(registry.admin)
        const name = `regions-${api}`
        await scribe.createBucket(name, {})
        await scribe.createVersion(name, 'fp')
        const bucket = inBucket(registry.admin, name)
        const regions = ['us-east-1', 'eu-west-1', 'ap-south-1']
        for (const [index, region] of regions.entries()) {
          const artifacts = [{ id: `ami-${index}`, region }]
          await scribe.createBuild(name, 'fp', `amazon-ebs.${region}`, { status: 'DONE', platform: 'aws', artifacts })
        }
        await letPass(registry, 5000)
        const version = await versionOf(bucket, 'fp')
        assert.deepEqual([version.name, version.status], ['v1', 'VERSION_ACTIVE'])
        assert.deepEqual(
          listOf(version.builds).map(({ artifacts }) => listOf(artifacts)[0]?.region as string),
          regions,
        )
        assert.equal((await channelOf(bucket, 'latest')).version.fingerprint, 'fp')
      })
  })
