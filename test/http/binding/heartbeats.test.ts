// Builds whose Packer has fallen silent, and builds that only seem silent.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../../src/machine/new-id.ts'
import { cancelSilentBuilds } from '../../../src/domain/catalog/build/cancel-silent-builds.ts'
import { registryActor } from '../../../src/domain/principal/principal.ts'
import { arrangeVersions } from '../../support/arranged-versions.ts'
import {
  type BucketScene,
  doneBuild,
  inBucket,
  newBucket,
  newBuild,
  newVersion,
  versionOf,
} from '../../support/build-sequences.ts'
import type { Client, Json } from '../../support/client.ts'
import { databases } from '../../support/databases.ts'
import { DAY, HOUR, letPass, MINUTE, storedBuilds } from '../../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { listOf } from '../../support/shapes.ts'

const RUN = '11111111-1111-4111-8111-111111111111'
const ANOTHER_RUN = '22222222-2222-4222-8222-222222222222'
const TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/

for (const database of databases())
  // In sequence, because they all move the same clock.
  describe(`heartbeats on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    /** A version with a build that a run has started, as Packer does: created, then running. */
    const begun = async (
      name: string,
      headers: Readonly<Record<string, string>> = {},
    ): Promise<{ bucket: BucketScene; say: (body: object) => Promise<Json> }> => {
      admin = await registry.logIn()
      const bucket = await newBucket(admin, name)
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'file.image', packer_run_uuid: RUN })
      const params = { fingerprint: 'fp', build_id: build.id as string }
      const say = async (body: object): Promise<Json> =>
        (await bucket.ok('UpdateBuild', { params, headers, body: { packer_run_uuid: RUN, ...body } })).build
      await say({ status: 'BUILD_RUNNING' })
      return { bucket, say }
    }
    const statusOf = async (bucket: BucketScene): Promise<readonly string[]> => {
      const { status, builds } = await versionOf(inBucket(await registry.logIn(), bucket.name), 'fp')
      return [status, builds[0].status]
    }

    /** The events of its builds, oldest first. */
    const eventsOf = async (bucket: BucketScene): Promise<readonly string[]> => {
      const page = { size: null, order: [{ field: 'at', descending: false }], edge: null } as const
      const id = (await registry.store.buckets.find(registry.projectId, bucket.name))?.id
      const { items } = await registry.store.events.list(registry.projectId, page)
      return items
        .filter(({ bucketId, subject }) => bucketId === id && subject === 'build')
        .map(({ description, actor, payload }) => {
          const reason = typeof payload['reason'] === 'string' ? payload['reason'].replace(TIME, '<time>') : ''
          return `${description} by ${actor.name} ${reason}`.trim()
        })
    }

    test('a build whose heartbeats stop is cancelled after ten minutes, and its version with it', async () => {
      const { bucket, say } = await begun('silent')
      await say({ status: 'BUILD_RUNNING' })
      await letPass(registry, 9 * MINUTE)
      assert.deepEqual(await statusOf(bucket), ['VERSION_RUNNING', 'BUILD_RUNNING'])
      await letPass(registry, 2 * MINUTE)
      assert.deepEqual(await statusOf(bucket), ['VERSION_CANCELLED', 'BUILD_CANCELLED'])
    })

    test('every heartbeat buys ten minutes more', async () => {
      const { bucket, say } = await begun('alive')
      for (let beat = 0; beat < 4; beat++) {
        await say({ status: 'BUILD_RUNNING' })
        await letPass(registry, 9 * MINUTE)
        assert.deepEqual(await statusOf(bucket), ['VERSION_RUNNING', 'BUILD_RUNNING'])
      }
    })

    for (const { name, headers } of [
      { name: 'nameless', headers: {} },
      { name: 'old', headers: { 'x-hcp-source-channel': 'packer/1.8.2 hcp-go-sdk/0.0.1' } },
    ])
      test(`a build of a ${name} client that never sent a heartbeat has a day, because old Packers send none`, async () => {
        const { bucket } = await begun(`never-${name}`, headers)
        await letPass(registry, 23 * HOUR)
        assert.deepEqual(await statusOf(bucket), ['VERSION_RUNNING', 'BUILD_RUNNING'])
        await letPass(registry, 2 * HOUR)
        assert.deepEqual(await statusOf(bucket), ['VERSION_CANCELLED', 'BUILD_CANCELLED'])
        assert.deepEqual((await eventsOf(bucket)).at(-1), 'Updated build by Assay no word since <time>')
      })

    test('a build of a Packer that sends heartbeats is given up though it died before the first one', async () => {
      const { bucket } = await begun('killed', { 'x-hcp-source-channel': 'packer/1.8.3 hcp-go-sdk/0.0.1' })
      await letPass(registry, 9 * MINUTE)
      assert.deepEqual(await statusOf(bucket), ['VERSION_RUNNING', 'BUILD_RUNNING'])
      await letPass(registry, 2 * MINUTE)
      assert.deepEqual(await statusOf(bucket), ['VERSION_CANCELLED', 'BUILD_CANCELLED'])
    })

    test('a build that is created running is watched from then on', async () => {
      admin = await registry.logIn()
      const bucket = await newBucket(admin, 'created-running')
      await newVersion(bucket, 'fp')
      const body = { component_type: 'file.image', packer_run_uuid: RUN, status: 'BUILD_RUNNING' }
      const headers = { 'x-hcp-source-channel': 'packer/1.15.1 hcp-go-sdk/0.0.1' }
      await bucket.ok('CreateBuild', { params: { fingerprint: 'fp' }, body, headers })
      await letPass(registry, 11 * MINUTE)
      assert.deepEqual(await statusOf(bucket), ['VERSION_CANCELLED', 'BUILD_CANCELLED'])
    })

    test('an old Packer that says twice that it runs has sent no heartbeat', async () => {
      const { bucket, say } = await begun('old-twice', { 'x-hcp-source-channel': 'packer/1.8.2 hcp-go-sdk/0.0.1' })
      await say({ status: 'BUILD_RUNNING' })
      await letPass(registry, 50 * MINUTE)
      assert.deepEqual(await statusOf(bucket), ['VERSION_RUNNING', 'BUILD_RUNNING'])
    })

    test('a run that takes the build up anew has not sent one yet', async () => {
      const { bucket, say } = await begun('anew')
      await say({ status: 'BUILD_RUNNING' })
      await say({ status: 'BUILD_RUNNING', packer_run_uuid: ANOTHER_RUN })
      await letPass(registry, 50 * MINUTE)
      assert.deepEqual(await statusOf(bucket), ['VERSION_RUNNING', 'BUILD_RUNNING'])
    })

    test('a report that says nothing of the status neither counts as a heartbeat nor makes the last one forgotten', async () => {
      const { bucket, say } = await begun('labelled')
      await say({ status: 'BUILD_RUNNING' })
      await letPass(registry, 9 * MINUTE)
      await say({ labels: { os: 'debian' } })
      await letPass(registry, 2 * MINUTE)
      assert.deepEqual(await statusOf(bucket), ['VERSION_CANCELLED', 'BUILD_CANCELLED'])
      assert.equal((await storedBuilds(registry, bucket, 'fp'))[0]?.heartbeatAt, null)
    })

    test('a build that speaks up at the last moment is not given up', async () => {
      const { bucket, say } = await begun('last-moment')
      await say({ status: 'BUILD_RUNNING' })
      registry.clock.advance(11 * MINUTE)
      const { clock, store } = registry
      let listed = 0
      // Between listing and cancelling, the registry looks up the build's project.
      const findProject = async (id: string) => {
        listed += 1
        await say({ status: 'BUILD_RUNNING' })
        return store.organizations.findProject(id)
      }
      const interrupted = { ...store, organizations: { ...store.organizations, findProject } }
      const context = { actor: registryActor, clock, store: interrupted, newId }
      const outcome = await cancelSilentBuilds(context, {
        silentForMs: { heartbeatAt: 10 * MINUTE, startedAt: DAY },
        onFailure: (_, error) => assert.fail(String(error)),
      })
      assert.deepEqual([listed, outcome], [1, { cancelled: 0, failed: 0 }])
      assert.deepEqual(await statusOf(bucket), ['VERSION_RUNNING', 'BUILD_RUNNING'])
    })

    test('however many builds fall silent at once, all are given up', async () => {
      const { bucket } = await begun('many')
      const { store, clock, projectId } = registry
      const [version] = await arrangeVersions({ store, clock, projectId }, bucket.name, { versions: 1, builds: 101 })
      assert.ok(version)
      await store.transaction(async ({ builds }) => {
        for (const build of version.builds) await builds.update({ ...build, heartbeatAt: clock.now() }, build)
      })
      await letPass(registry, 11 * MINUTE)
      const left = listOf((await versionOf(bucket, version.fingerprint)).builds)
      assert.equal(left.filter(({ status }) => status === 'BUILD_CANCELLED').length, 101)
    })

    test('a late heartbeat revives a cancelled build with all that it had, and it is watched again', async () => {
      const { bucket, say } = await begun('late')
      const told = {
        labels: { os: 'debian' },
        platform: 'aws',
        metadata: { packer: { version: '1.16.0' } },
        artifacts: [{ external_identifier: 'ami-1', region: 'eu-west-1' }],
      }
      const before = await say({ status: 'BUILD_RUNNING', ...told })
      await letPass(registry, 11 * MINUTE)
      assert.deepEqual(await statusOf(bucket), ['VERSION_CANCELLED', 'BUILD_CANCELLED'])
      const revived = await say({ status: 'BUILD_RUNNING' })
      assert.deepEqual({ ...revived, updated_at: null }, { ...before, updated_at: null })
      assert.deepEqual(await statusOf(bucket), ['VERSION_RUNNING', 'BUILD_RUNNING'])
      await letPass(registry, 11 * MINUTE)
      assert.deepEqual(await statusOf(bucket), ['VERSION_CANCELLED', 'BUILD_CANCELLED'])
    })

    test('a build that is done after it was given up completes its version', async () => {
      const { bucket, say } = await begun('done-late')
      await say({ status: 'BUILD_RUNNING', labels: { os: 'debian' } })
      await letPass(registry, 11 * MINUTE)
      const { artifacts } = doneBuild('fp')
      await say({ status: 'BUILD_DONE', platform: 'aws', artifacts })
      const version = await versionOf(bucket, 'fp')
      assert.deepEqual([version.name, version.status], ['v1', 'VERSION_ACTIVE'])
      assert.deepEqual(version.builds[0].labels, { os: 'debian' })
      await letPass(registry, 40 * MINUTE)
      assert.deepEqual(await statusOf(bucket), ['VERSION_ACTIVE', 'BUILD_DONE'])
    })

    test('builds that ended are left alone', async () => {
      for (const status of ['BUILD_DONE', 'BUILD_FAILED']) {
        const { bucket, say } = await begun(status.toLowerCase().replace('_', '-'))
        await newBuild(bucket, 'fp', { component_type: 'file.other' })
        await say({ status: 'BUILD_RUNNING' })
        await say({ status, artifacts: status === 'BUILD_DONE' ? doneBuild('fp').artifacts : [] })
        await letPass(registry, 11 * MINUTE)
        const builds = listOf((await versionOf(bucket, 'fp')).builds)
        assert.equal(builds.find((build) => build.component_type === 'file.image')?.status, status)
      }
    })

    test('giving a build up is an event of the registry, and a heartbeat is none', async () => {
      const { bucket, say } = await begun('told')
      const events = () => eventsOf(bucket)
      const before = await events()
      await say({ status: 'BUILD_RUNNING' })
      await say({ status: 'BUILD_RUNNING' })
      assert.deepEqual(await events(), before)
      await letPass(registry, 11 * MINUTE)
      assert.deepEqual(await events(), [...before, 'Updated build by Assay no heartbeat since <time>'])
    })
  })
