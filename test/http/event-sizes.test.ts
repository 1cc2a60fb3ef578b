// The log records everything, but nobody can fill it with less than they send: an event stores what its request
// contained, and only names for everything else.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import type { Edge, Page } from '../../src/domain/page.ts'
import type { Event } from '../../src/domain/record/event/event.ts'
import {
  assign,
  type BucketScene,
  completeVersion,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  updateBuild,
} from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { imageFrom, letPass, MINUTE, restore, revoke, schedule } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

/** What an event itself adds: names, ids, a message. */
const OWN_BYTES = 2048

const text = (bytes: number) => 'x'.repeat(bytes)
const fat = {
  labels: Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`label-${index}`, text(1000)])),
  metadata: { packer: { padding: text(200_000) }, cicd: null, vcs: null },
  artifacts: Array.from({ length: 400 }, (_, index) => ({
    external_identifier: `${index}-${text(480)}`,
    region: 'eu',
  })),
}
const factNames = [
  'id',
  'status',
  'platform',
  'componentType',
  'sourceExternalIdentifier',
  'parentVersionId',
  'parentChannelId',
]

for (const database of databases())
  // In sequence, because they all move the same clock.
  describe(`what events weigh on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const all = async (): Promise<readonly Event[]> => {
      const order = [{ field: 'at', descending: false }] as const
      const events: Event[] = []
      let edge: Edge | null = null
      do {
        const page: Page<Event> = await registry.store.events.list(registry.projectId, { size: 1000, order, edge })
        events.push(...page.items)
        edge = page.next
      } while (edge)
      return events
    }
    const during = async (work: () => Promise<unknown>): Promise<readonly Event[]> => {
      const known = new Set((await all()).map(({ id }) => id))
      await work()
      return (await all()).filter(({ id }) => !known.has(id))
    }
    const weigh = (events: readonly Event[]) => events.map(({ payload }) => JSON.stringify(payload).length)
    const assertLight = async (work: () => Promise<unknown>) => {
      const weights = weigh(await during(work))
      assert.ok(weights.length > 0, 'nothing was told')
      assert.deepEqual(
        weights.filter((weight) => weight > OWN_BYTES),
        [],
      )
    }
    const fatVersion = async (bucket: BucketScene, fingerprint: string) => {
      await newVersion(bucket, fingerprint)
      const build = await newBuild(bucket, fingerprint, { component_type: 'file.image', labels: fat.labels })
      return updateBuild(bucket, build, fingerprint, { ...fat, platform: 'packer.file', status: 'BUILD_DONE' })
    }

    test('a version is told of with its builds once, when it completes', async () => {
      const bucket = await newBucket(registry.admin, 'told-once')
      const events = await during(() => fatVersion(bucket, 'fp'))
      assert.deepEqual(
        events.map(({ description, payload }) => [description, JSON.stringify(payload).length > OWN_BYTES]),
        [
          ['Created version', false],
          ['Created build', true],
          ['Updated build', true],
          ['Completed version', true],
          ['Assigned version to channel', false],
        ],
      )
      const [build] = events[3]?.payload['builds'] as Record<string, unknown>[]
      assert.deepEqual(Object.keys(build ?? {}).toSorted(), [...factNames, 'artifacts', 'labels'].toSorted())
      assert.equal(isDeepStrictEqual(build?.['labels'], fat.labels), true)
      assert.equal((build?.['artifacts'] as unknown[]).length, fat.artifacts.length)
      // Everything was sent once. Labels and artifacts are stored twice: when they arrived, and when the version was
      // completed.
      const kept = events.reduce((sum, { payload }) => sum + JSON.stringify(payload).length, 0)
      assert.ok(kept < 2 * JSON.stringify(fat).length + 5 * OWN_BYTES, `${kept} bytes`)
    })

    test('what happens to a version after that costs a few hundred bytes, however much hangs on it', async () => {
      const bucket = await newBucket(registry.admin, 'afterwards')
      await completeVersion(bucket, 'thin')
      const fatId = (await fatVersion(bucket, 'fat')).version_id as string
      await newChannel(bucket, 'production', 'thin')
      await newBucket(registry.admin, 'afterwards-leaf').then((leaf) =>
        imageFrom(leaf, 'leaf', { version: { id: fatId } }),
      )

      const flip = async () => {
        for (let round = 0; round < 20; round += 1)
          for (const fingerprint of ['fat', 'thin']) await assign(bucket, 'production', fingerprint)
      }
      await assertLight(flip)
      await assertLight(() => assign(bucket, 'production', 'fat'))
      await assertLight(() => newChannel(bucket, 'staging', 'fat'))
      const copy = { body: { source_channel: 'staging', target_channel: 'production' } }
      await assertLight(() => assign(bucket, 'production', 'thin'))
      await assertLight(() => bucket.ok('AssignChannelVersion', copy))
      await assertLight(() => schedule(bucket, 'fat', MINUTE))
      await assertLight(() => restore(bucket, 'fat'))
      await assertLight(() => revoke(bucket, 'fat'))
      await assertLight(() => restore(bucket, 'fat'))
      const rollBack = { params: { fingerprint: 'fat' }, query: { rollback_channels: 'true' } }
      await assertLight(() => bucket.ok('DeleteVersion', rollBack))
    })

    test('a build is told of with what it is given, when it is given', async () => {
      const bucket = await newBucket(registry.admin, 'given')
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'file.image', status: 'BUILD_RUNNING', ...fat })
      const update = (body: object) => () => updateBuild(bucket, build, 'fp', body)
      const payloads = async (body: object) => (await during(update(body))).map(({ payload }) => payload['build'])

      const facts = {
        id: build.id as string,
        status: 'running',
        platform: '',
        componentType: 'file.image',
        sourceExternalIdentifier: '',
        parentVersionId: '',
        parentChannelId: '',
      }
      assert.deepEqual(await payloads({ status: 'BUILD_UNSET' }), [{ ...facts, status: 'unset' }])
      const labels = { ...fat.labels, 'label-7': 'another', 'label-new': 'a value' }
      assert.deepEqual(await payloads({ status: 'BUILD_RUNNING', labels }), [
        { ...facts, labels: { 'label-7': 'another', 'label-new': 'a value' } },
      ])
      const artifacts = [{ external_identifier: 'ami', region: 'eu' }]
      assert.deepEqual(await payloads({ artifacts }), [
        { ...facts, artifacts: [{ externalIdentifier: 'ami', region: 'eu' }] },
      ])
      assert.deepEqual(await payloads({ metadata: { packer: { version: '1' } } }), [
        { ...facts, metadata: { packer: { version: '1' }, cicd: null, vcs: null } },
      ])
      await update({ status: 'BUILD_RUNNING' })()
      await update({ status: 'BUILD_RUNNING' })()
      await assertLight(() => letPass(registry, 11 * MINUTE))
    })

    test('what is deleted before it completes is told of as it was', async () => {
      const bucket = await newBucket(registry.admin, 'never-complete')
      await newVersion(bucket, 'fp')
      for (const componentType of ['file.one', 'file.two'])
        await newBuild(bucket, 'fp', { component_type: componentType, status: 'BUILD_RUNNING', ...fat })
      const [one] = (await bucket.ok('ListBuilds', { params: { fingerprint: 'fp' } })).builds
      const params = { fingerprint: 'fp', build_id: one.id as string }
      const [deletion] = await during(() => bucket.ok('DeleteBuild', { params }))
      const [whole] = await during(() => bucket.ok('DeleteVersion', { params: { fingerprint: 'fp' } }))
      const builds = [deletion?.payload['build'], ...(whole?.payload['builds'] as unknown[])] as { labels: object }[]
      assert.deepEqual(
        builds.map(({ labels }) => isDeepStrictEqual(labels, fat.labels)),
        [true, true],
      )
    })

    test('the builds that an event is about are found when its version and its bucket are gone', async () => {
      const bucket = await newBucket(registry.admin, 'gone')
      await fatVersion(bucket, 'fp')
      await newChannel(bucket, 'production', 'fp')
      const assigned = (await all()).findLast(({ action }) => action === 'assign')
      await bucket.ok('DeleteBucket')
      const completion = await registry.store.events.findCompletion(assigned?.versionId ?? '')
      const [build] = completion?.payload['builds'] as { labels: object; artifacts: unknown[] }[]
      assert.equal(isDeepStrictEqual(build?.labels, fat.labels), true)
      assert.equal(build?.artifacts.length, fat.artifacts.length)
    })
  })
