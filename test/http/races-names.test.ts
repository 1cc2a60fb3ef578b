// Several clients that request the same name, or the same channel, at the same moment.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accountOf } from '../support/bucket-account.ts'
import { completeVersion, inBucket, newBucket, newChannel, newVersion } from '../support/build-sequences.ts'
import type { Answer, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

const CLIENTS = 24

for (const database of databases())
  describe(`clients that want the same at once, on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const atOnce = (work: (index: number) => Promise<Answer>) =>
      Promise.all(Array.from({ length: CLIENTS }, (_, index) => work(index)))

    /** Asserts that exactly one succeeded and all others were refused because it already exists; returns the successful response. */
    const winnerOf = (answers: readonly Answer[]): Json => {
      const winners = answers.filter(({ status }) => status === 200)
      assert.equal(winners.length, 1)
      for (const answer of answers) if (answer !== winners[0]) assertRefused(answer, 6)
      return winners[0]?.body
    }

    const eventsOf = async (subject: string, id: string) => {
      const order = [{ field: 'at', descending: false }] as const
      const { items } = await registry.store.events.list(registry.projectId, { size: null, order, edge: null })
      return items.filter((event) => {
        const about = event.payload[subject] as { readonly id: string } | undefined
        return event.subject === subject && event.action === 'create' && about?.id === id
      })
    }

    for (const round of [1, 2, 3])
      test(`one of ${CLIENTS} creates the bucket and its latest, the others are told that it exists (${round})`, async () => {
        const name = `wanted-${round}`
        const answers = await atOnce((index) =>
          inBucket(registry.admin, name).call('CreateBucket', { body: { name, description: `by ${index}` } }),
        )
        const { bucket } = winnerOf(answers)
        const scene = inBucket(registry.admin, name)
        assert.deepEqual((await scene.ok('GetBucket')).bucket, bucket)
        assert.deepEqual(
          ((await scene.ok('ListChannels')).channels as Json[]).map(({ name, version }) => [name, version]),
          [['latest', null]],
        )
        assert.equal((await eventsOf('bucket', bucket.id as string)).length, 1)
      })

    test(`one of ${CLIENTS} creates the version, the others are told that it exists`, async () => {
      const bucket = await newBucket(registry.admin, 'versions')
      const answers = await atOnce(() => bucket.call('CreateVersion', { body: { fingerprint: 'wanted' } }))
      const { version } = winnerOf(answers)
      assert.deepEqual((await bucket.ok('ListVersions')).versions, [version])
      assert.equal((await eventsOf('version', version.id as string)).length, 1)
    })

    test(`one of ${CLIENTS} creates the build, the others are told that it exists`, async () => {
      const bucket = await newBucket(registry.admin, 'builds')
      await newVersion(bucket, 'fp')
      const answers = await atOnce(() =>
        bucket.call('CreateBuild', { params: { fingerprint: 'fp' }, body: { component_type: 'file.wanted' } }),
      )
      const { build } = winnerOf(answers)
      assert.deepEqual((await bucket.ok('ListBuilds', { params: { fingerprint: 'fp' } })).builds, [build])
      assert.equal((await eventsOf('build', build.id as string)).length, 1)
    })

    test(`one of ${CLIENTS} creates the channel, the others are told that it exists`, async () => {
      const bucket = await newBucket(registry.admin, 'channels')
      await completeVersion(bucket, 'fp')
      const answers = await atOnce(() =>
        bucket.call('CreateChannel', { body: { name: 'wanted', version_fingerprint: 'fp' } }),
      )
      const { channel } = winnerOf(answers)
      const named = ((await bucket.ok('ListChannels')).channels as Json[]).filter((each) => each.name === 'wanted')
      assert.deepEqual(named, [channel])
      assert.equal((await eventsOf('channel', channel.id as string)).length, 1)
      await accountOf(registry, bucket.name)
    })

    test('all builds of one version that are created at once are all there, and all done ones complete it', async () => {
      const bucket = await newBucket(registry.admin, 'created-done')
      await newVersion(bucket, 'fp')
      // The first finished build may complete the version: later builds are refused, and nothing is half done.
      const answers = await atOnce((index) =>
        bucket.call('CreateBuild', {
          params: { fingerprint: 'fp' },
          body: { component_type: `file.source-${index}`, status: index % 2 === 0 ? 'BUILD_DONE' : 'BUILD_RUNNING' },
        }),
      )
      const created = answers.filter(({ status }) => status === 200)
      for (const answer of answers) if (answer.status !== 200) assertRefused(answer, 9)
      const { version } = await bucket.ok('GetVersion', { params: { fingerprint: 'fp' } })
      assert.deepEqual(idsOf(version.builds), idsOf(created.map(({ body }) => body.build)))
      await accountOf(registry, bucket.name)
    })

    for (const round of [1, 2, 3])
      test(`assignments that cross leave one line of history for each step (${round})`, async () => {
        const bucket = await newBucket(registry.admin, `assigned-${round}`)
        const fingerprints = ['one', 'two', 'three']
        for (const fingerprint of fingerprints) await completeVersion(bucket, fingerprint)
        await newChannel(bucket, 'staging', 'one')
        await newChannel(bucket, 'production', '')
        const answers = await atOnce((index) => {
          const kinds = [
            () =>
              bucket.call('UpdateChannel', {
                params: { channel_name: index % 2 === 0 ? 'staging' : 'production' },
                body: { version_fingerprint: fingerprints[index % 3] ?? '', update_mask: 'versionFingerprint' },
              }),
            () =>
              bucket.call('UpdateChannel', {
                params: { channel_name: 'production' },
                body: { version_fingerprint: '', update_mask: 'versionFingerprint' },
              }),
            () =>
              bucket.call('AssignChannelVersion', {
                body: { source_channel: 'staging', target_channel: 'production' },
              }),
          ]
          return kinds[index % 5]?.() ?? kinds[0]?.() ?? assert.fail()
        })
        for (const { status, body } of answers) assert.equal(status, 200, JSON.stringify(body))
        await accountOf(registry, bucket.name)
      })

    test('an assignment that meets the deletion of its version is refused or goes with it', async () => {
      const bucket = await newBucket(registry.admin, 'deleted')
      await completeVersion(bucket, 'stays')
      await newChannel(bucket, 'production', 'stays')
      for (let round = 0; round < 5; round++) {
        await completeVersion(bucket, `goes-${round}`)
        const [assigned, deleted] = await Promise.all([
          bucket.call('UpdateChannel', {
            params: { channel_name: 'production' },
            body: { version_fingerprint: `goes-${round}`, update_mask: 'versionFingerprint' },
          }),
          bucket.call('DeleteVersion', {
            params: { fingerprint: `goes-${round}` },
            query: { rollback_channels: 'true' },
          }),
        ])
        if (assigned.status !== 200) assertRefused(assigned, 5)
        assert.equal(deleted.status, 200)
        const { channel } = await bucket.ok('GetChannel', { params: { channel_name: 'production' } })
        assert.equal(channel.version.fingerprint, 'stays')
        await accountOf(registry, bucket.name)
      }
    })
  })

const idsOf = (builds: readonly Json[]) => builds.map((build) => build.id as string).sort()
