// Both Packer APIs report the same of versions, builds and artifacts, whichever of them wrote it.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { finishBuild, scribes } from '../support/scribes.ts'
import { accountOfBoth } from '../support/two-spellings.ts'

for (const database of databases())
  describe(`two spellings of a version on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const versionOf = async (bucket: string): Promise<Json> => (await accountOfBoth(admin, bucket)).versions['fp']
    const builds = ({ builds: all }: Json) =>
      Object.fromEntries((all as Json[]).map(({ component_type, status }) => [component_type, status]))

    for (const { api, open } of scribes) {
      test(`a version written through ${api}, from v0 to its end`, async () => {
        const scribe = open(admin)
        const bucket = `version-${api}`
        await scribe.createBucket(bucket, {})
        await scribe.createVersion(bucket, 'fp')
        const made = await versionOf(bucket)
        assert.deepEqual([made.name, made.fingerprint, made.template_type], ['v0', 'fp', 'HCL2'])

        await scribe.createBuild(bucket, 'fp', 'file.a', { status: 'RUNNING' })
        await scribe.createBuild(bucket, 'fp', 'file.b', {})
        assert.deepEqual(builds(await versionOf(bucket)), { 'file.a': 'BUILD_RUNNING', 'file.b': 'BUILD_UNSET' })
        await scribe.updateBuild(bucket, 'fp', 'file.a', { status: 'DONE' })
        await scribe.completeVersion(bucket, 'fp')
        const complete = await versionOf(bucket)
        assert.deepEqual([complete.id, complete.created_at, complete.name], [made.id, made.created_at, 'v1'])
        await scribe.createVersion(bucket, 'later')
        assert.deepEqual(Object.keys((await accountOfBoth(admin, bucket)).versions), ['later', 'fp'])

        await scribe.deleteVersion(bucket, 'fp', false)
        assert.deepEqual(Object.keys((await accountOfBoth(admin, bucket)).versions), ['later'])
      })

      test(`builds and artifacts written through ${api}`, async () => {
        const scribe = open(admin)
        const bucket = `build-${api}`
        await scribe.createBucket(bucket, {})
        await scribe.createVersion(bucket, 'fp')
        const buildNow = async (): Promise<Json> => (await versionOf(bucket)).builds[0]
        await scribe.createBuild(bucket, 'fp', 'file.a', { platform: 'aws', labels: { a: '1' } })
        await scribe.createBuild(bucket, 'fp', 'file.b', {})
        const made = await buildNow()
        const runUuid = randomUUID()
        await scribe.updateBuild(bucket, 'fp', 'file.a', { status: 'RUNNING', runUuid, labels: { b: '2' } })
        const running = await buildNow()
        assert.deepEqual(
          [running.id, running.status, running.packer_run_uuid, running.platform, running.labels],
          [made.id, 'BUILD_RUNNING', runUuid, 'aws', { a: '1', b: '2' }],
        )
        for (const status of ['FAILED', 'CANCELLED', 'UNSET'] as const) {
          await scribe.updateBuild(bucket, 'fp', 'file.a', { status })
          assert.equal((await buildNow()).status, `BUILD_${status}`)
        }
        const artifacts = [
          { id: 'ami-1', region: 'us-east-1' },
          { id: 'ami-2', region: 'eu-west-1' },
        ]
        await scribe.updateBuild(bucket, 'fp', 'file.a', { status: 'DONE', artifacts, source: 'ami-0' })
        const done = await buildNow()
        assert.deepEqual(
          (done.artifacts as Json[]).map(({ external_identifier, region }) => [external_identifier, region]),
          artifacts.map(({ id, region }) => [id, region]),
        )
        assert.equal(done.source_external_identifier, 'ami-0')
        await scribe.deleteBuild(bucket, 'fp', 'file.b')
        const complete = await versionOf(bucket)
        assert.deepEqual([builds(complete), complete.name], [{ 'file.a': 'BUILD_DONE' }, 'v1'])
      })
    }

    test('a run that one API began is finished by the other', async () => {
      const [older, newer] = scribes.map(({ open }) => open(admin))
      for (const [bucket, first, second] of [
        ['older-newer', older, newer],
        ['newer-older', newer, older],
      ] as const) {
        await first?.createBucket(bucket, {})
        await second?.createVersion(bucket, 'fp')
        await first?.createBuild(bucket, 'fp', 'file.a', { status: 'RUNNING', labels: { from: 'first' } })
        await finishBuild(second, bucket, 'fp', 'file.b', {})
        await second?.updateBuild(bucket, 'fp', 'file.a', { status: 'DONE', labels: { to: 'second' } })
        const version = await versionOf(bucket)
        assert.deepEqual([version.name, version.builds[0].labels], ['v1', { from: 'first', to: 'second' }])
        // The very same report through the other API is a repeat, not a change.
        await first?.updateBuild(bucket, 'fp', 'file.a', { status: 'DONE', labels: { to: 'second' } })
        assert.deepEqual(await versionOf(bucket), version)
      }
    })
  })
