// Each sequence of requests that `packer build` (1.11.1 and later) sends.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { ARTIFACT, METADATA, packerRun, type PackerRun } from '../support/packer-run.ts'
import { type Raw, rawClient, succeeded } from '../support/raw-client.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused, listOf, shapeOf } from '../support/shapes.ts'

const FILE = 'file.ubuntu'
const NULL = 'null.windows'

for (const database of databases())
  describe(`packer build on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let raw: Raw
    before(async () => {
      registry = await startRegistry(database)
      raw = rawClient(registry.admin, registry, 'packer/1.16.0')
    })
    after(() => registry.close())

    const createChannel = (bucket: string, name: string) =>
      succeeded(raw({ method: 'POST', path: `/buckets/${bucket}/channels`, body: `{"name":"${name}"}\n` }))
    const channelVersion = async (bucket: string, name: string) =>
      (await succeeded(raw({ method: 'GET', path: `/buckets/${bucket}/channels/${name}` }))).channel.version

    /** Steps 2 to 6 for a new fingerprint; returns the ids of the builds. */
    async function prepare(run: PackerRun, components: readonly string[]): Promise<string[]> {
      assertRefused(await run.getBucket(), 5)
      await succeeded(run.createBucket())
      return resume(run, components)
    }
    async function resume(run: PackerRun, components: readonly string[]): Promise<string[]> {
      assertRefused(await run.getVersion(), 10)
      await succeeded(run.createVersion())
      assert.deepEqual((await succeeded(run.listBuilds())).builds, [])
      const created = await Promise.all(components.map((component) => succeeded(run.createBuild(component))))
      await succeeded(run.enforcedBlocks())
      return created.map(({ build }) => build.id as string)
    }
    const versionNow = async (run: PackerRun) => (await succeeded(run.getVersion())).version

    test('a fresh fingerprint with two sources, an SBOM and a channel becomes v1, on the channel and on latest', async () => {
      const bucket = 'fresh'
      const run = packerRun(raw, { bucket, fingerprint: '01JZZZZZZZZZZZZZZZZZZZZZZ1' })

      assertRefused(await run.getBucket(), 5)
      const created = await succeeded(run.createBucket())
      assert.deepEqual(shapeOf(created), {
        bucket: {
          id: '<ulid>',
          name: bucket,
          description: '',
          labels: {},
          location: { organization_id: registry.organizationId, project_id: registry.projectId, region: null },
          resource_name: `packer/project/${registry.projectId}/bucket/${bucket}`,
          platforms: [],
          latest_version: null,
          version_count: '0',
          parents: null,
          children: null,
          created_at: '<time>',
          updated_at: '<time>',
        },
      })
      await createChannel(bucket, 'staging')

      assert.equal(
        assertRefused(await run.getVersion(), 10),
        'Version with fingerprint 01JZZZZZZZZZZZZZZZZZZZZZZ1 not found',
      )
      const opened = {
        id: '<ulid>',
        bucket_name: bucket,
        name: 'v0',
        fingerprint: '<ulid>',
        status: 'VERSION_RUNNING',
        template_type: 'HCL2',
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
      }
      assert.deepEqual(shapeOf(await succeeded(run.createVersion())), { version: opened })
      assert.deepEqual((await succeeded(run.listBuilds())).builds, [])

      const [file, other] = await Promise.all([succeeded(run.createBuild(FILE)), succeeded(run.createBuild(NULL))])
      const unset = {
        id: '<ulid>',
        version_id: '<ulid>',
        component_type: FILE,
        status: 'BUILD_UNSET',
        platform: '',
        packer_run_uuid: run.runUuid,
        labels: {},
        artifacts: [],
        source_external_identifier: '',
        metadata: null,
        created_at: '<time>',
        updated_at: '<time>',
      }
      assert.deepEqual(shapeOf(file), { build: unset })
      assert.deepEqual(shapeOf(other), { build: { ...unset, component_type: NULL } })
      assert.equal((await versionNow(run)).status, 'VERSION_INCOMPLETE')
      assert.deepEqual(await succeeded(run.enforcedBlocks()), { enforced_block_detail: [] })

      const running = await Promise.all([succeeded(run.running(file.build.id)), succeeded(run.running(other.build.id))])
      assert.deepEqual(shapeOf(running[0]), { build: { ...unset, status: 'BUILD_RUNNING' } })
      assert.deepEqual(shapeOf(await succeeded(run.running(file.build.id))), shapeOf(running[0]), 'a heartbeat')
      assert.equal((await versionNow(run)).status, 'VERSION_RUNNING')

      const uploaded = await succeeded(run.uploadSbom(file.build.id, 'ubuntu-sbom'))
      assert.deepEqual(shapeOf(uploaded), { sbom: { id: '<ulid>', name: 'ubuntu-sbom', format: 'CYCLONEDX' } })

      const labels = { git_sha: '0c0ffee', team: 'platform' }
      const done = {
        ...unset,
        status: 'BUILD_DONE',
        platform: 'packer.file',
        labels,
        artifacts: [{ id: '<ulid>', ...ARTIFACT, created_at: '<time>' }],
        source_external_identifier: 'source',
        metadata: METADATA,
      }
      assert.deepEqual(shapeOf(await succeeded(run.done(file.build.id, labels))), { build: done })
      assert.match(assertRefused(await run.assignChannel('staging'), 9), /incomplete \(v0\)/)
      assert.equal((await versionNow(run)).name, 'v0')

      await succeeded(run.done(other.build.id, labels))
      const assigned = await succeeded(run.assignChannel('staging'))
      const complete = {
        ...opened,
        name: 'v1',
        status: 'VERSION_ACTIVE',
        builds: [done, { ...done, component_type: NULL }],
      }
      const version = await versionNow(run)
      assert.deepEqual(
        shapeOf({ ...version, builds: listOf(version.builds).toSorted(byComponent) }),
        complete,
        'the version completes with its last build',
      )
      assert.deepEqual(assigned.channel.version, version)
      assert.deepEqual(await channelVersion(bucket, 'latest'), version)
    })

    test('a resumed fingerprint keeps done builds, creates missing ones and completes with the rest', async () => {
      const bucket = 'resumed'
      const fingerprint = 'build-77'
      const first = packerRun(raw, { bucket, fingerprint })
      const [done = '', failed = ''] = await prepare(first, [FILE, NULL])
      await Promise.all([succeeded(first.running(done)), succeeded(first.running(failed))])
      await succeeded(first.done(done, { git_sha: 'one', kept: 'yes' }))
      await succeeded(first.failed(failed))
      assert.equal((await versionNow(first)).status, 'VERSION_FAILED')

      const second = packerRun(raw, { bucket, fingerprint })
      await succeeded(second.getBucket())
      await succeeded(second.updateBucket({ labels: { os: 'ubuntu' } }))
      assert.equal((await versionNow(second)).name, 'v0')
      const { builds } = await succeeded(second.listBuilds())
      assert.deepEqual(
        listOf(builds)
          .map(({ component_type, status, artifacts }) => [component_type, status, listOf(artifacts).length])
          .toSorted(),
        [
          [FILE, 'BUILD_DONE', 1],
          [NULL, 'BUILD_FAILED', 0],
        ],
      )
      const { build: added } = await succeeded(second.createBuild('docker.alpine'))
      await Promise.all([succeeded(second.running(failed)), succeeded(second.running(added.id))])
      await succeeded(second.done(added.id, {}))
      const { build } = await succeeded(second.done(failed, { git_sha: 'two' }))
      assert.equal(build.packer_run_uuid, second.runUuid, 'a resumed build belongs to the new run')

      const version = await versionNow(second)
      assert.deepEqual([version.name, version.status], ['v1', 'VERSION_ACTIVE'])
      const kept = buildIn(version, done)
      assert.deepEqual([kept.packer_run_uuid, kept.labels], [first.runUuid, { git_sha: 'one', kept: 'yes' }])
    })

    test('a complete fingerprint has a name other than v0, which stops Packer, and takes no further build', async () => {
      const run = packerRun(raw, { bucket: 'complete', fingerprint: 'c0ffee' })
      const [build = ''] = await prepare(run, [FILE])
      await succeeded(run.running(build))
      await succeeded(run.done(build, {}))

      const again = packerRun(raw, { bucket: 'complete', fingerprint: 'c0ffee' })
      await succeeded(again.getBucket())
      await succeeded(again.updateBucket({ description: 'sent before Packer looks at the version' }))
      assert.equal((await versionNow(again)).name, 'v1')
      assert.match(assertRefused(await again.createBuild(NULL), 9), /is complete: use a new fingerprint/)
      assertRefused(await again.running(build), 9)
    })

    test('a failed build leaves the version at v0 without artifacts, and a restart on the same fingerprint finishes it', async () => {
      const run = packerRun(raw, { bucket: 'failed', fingerprint: 'f1' })
      const [build = ''] = await prepare(run, [FILE])
      await succeeded(run.running(build))
      const { build: failed } = await succeeded(run.failed(build))
      assert.deepEqual([failed.status, failed.artifacts], ['BUILD_FAILED', []])
      assert.deepEqual(await nameAndStatus(run), ['v0', 'VERSION_FAILED'])
      assertRefused(await run.assignChannel('latest'), 9)

      const again = packerRun(raw, { bucket: 'failed', fingerprint: 'f1' })
      await succeeded(again.running(build))
      await succeeded(again.done(build, {}))
      assert.deepEqual(await nameAndStatus(again), ['v1', 'VERSION_ACTIVE'])
    })

    test('a cancelled run sends CANCELLED twice for a build: both are accepted, the build that never started stays UNSET', async () => {
      const run = packerRun(raw, { bucket: 'cancelled', fingerprint: 'c1' })
      const [started = '', unstarted = ''] = await prepare(run, [FILE, NULL])
      await succeeded(run.running(started))
      const first = await succeeded(run.cancelled(started))
      const second = await succeeded(run.cancelled(started))
      assert.equal(first.build.status, 'BUILD_CANCELLED')
      assert.deepEqual(shapeOf(second), shapeOf(first))
      const version = await versionNow(run)
      assert.deepEqual([version.name, version.status], ['v0', 'VERSION_CANCELLED'])
      assert.equal(buildIn(version, unstarted).status, 'BUILD_UNSET')
    })

    test('a build that was given up and then delivers after all is accepted: a laptop that slept loses no image', async () => {
      const run = packerRun(raw, { bucket: 'revived', fingerprint: 'r1' })
      const [build = ''] = await prepare(run, [FILE])
      await succeeded(run.running(build))
      await succeeded(run.cancelled(build))
      await succeeded(run.running(build))
      await succeeded(run.cancelled(build))
      await succeeded(run.uploadSbom(build, 'late-sbom'))
      await succeeded(run.done(build, {}))
      assert.deepEqual(await nameAndStatus(run), ['v1', 'VERSION_ACTIVE'])
    })

    test('-only registers every source but builds some: the version stays v0 until the others are built', async () => {
      const run = packerRun(raw, { bucket: 'only', fingerprint: 'o1' })
      const [built = '', leftOut = ''] = await prepare(run, [FILE, NULL])
      await succeeded(run.running(built))
      await succeeded(run.done(built, {}))
      assert.deepEqual(await nameAndStatus(run), ['v0', 'VERSION_INCOMPLETE'])
      assert.equal(await channelVersion('only', 'latest'), null)

      const rest = packerRun(raw, { bucket: 'only', fingerprint: 'o1' })
      await succeeded(rest.running(leftOut))
      await succeeded(rest.done(leftOut, {}))
      assert.deepEqual(await nameAndStatus(rest), ['v1', 'VERSION_ACTIVE'])
    })

    test('channels assigned after each build are refused with code 9 until the last one, then all are assigned', async () => {
      const run = packerRun(raw, { bucket: 'channels', fingerprint: 'ch1' })
      const builds = await prepare(run, [FILE, NULL, 'docker.alpine'])
      const channels = ['production', 'staging']
      await Promise.all(channels.map((name) => createChannel('channels', name)))
      for (const [index, build] of builds.entries()) {
        await succeeded(run.running(build))
        await succeeded(run.done(build, {}))
        if (index < builds.length - 1) assertRefused(await run.assignChannel('production'), 9)
        else for (const name of channels) await succeeded(run.assignChannel(name))
      }
      for (const name of [...channels, 'latest'])
        assert.equal((await channelVersion('channels', name)).fingerprint, 'ch1', name)
    })

    test('a channel that does not exist is refused with code 5 and leaves the version as it is', async () => {
      const run = packerRun(raw, { bucket: 'no-channel', fingerprint: 'n1' })
      const [build = ''] = await prepare(run, [FILE])
      await succeeded(run.done(build, {}))
      assert.equal(assertRefused(await run.assignChannel('production'), 5), 'channel "production" does not exist')
      assert.deepEqual(await nameAndStatus(run), ['v1', 'VERSION_ACTIVE'])
    })

    test('two runs on one fingerprint share its builds: the later RUNNING owns the build, whichever run is done first wins', async () => {
      const options = { bucket: 'concurrent', fingerprint: 'both' }
      const [one, other] = [packerRun(raw, options), packerRun(raw, options)]
      const [build = ''] = await prepare(one, [FILE])
      assertRefused(await other.createVersion(), 6)
      assertRefused(await other.createBuild(FILE), 6)
      await succeeded(one.running(build))
      const { build: taken } = await succeeded(other.running(build))
      assert.equal(taken.packer_run_uuid, other.runUuid)
      await succeeded(one.done(build, {}))
      assert.match(assertRefused(await other.done(build, {}), 9), /is complete/)
      const version = await versionNow(one)
      assert.deepEqual([version.name, version.builds[0].packer_run_uuid], ['v1', one.runUuid])
    })

    test('a heartbeat that arrives after DONE does not take the image back', async () => {
      const run = packerRun(raw, { bucket: 'late-heartbeat', fingerprint: 'late' })
      const [first = '', second = ''] = await prepare(run, [FILE, NULL])
      await succeeded(run.done(first, { kept: 'yes' }))
      assert.match(assertRefused(await run.running(first), 9), /is done/)
      await succeeded(run.done(second, {}))
      assertRefused(await run.running(second), 9)
      const version = await versionNow(run)
      assert.deepEqual([version.name, version.status], ['v1', 'VERSION_ACTIVE'])
      assert.deepEqual(buildIn(version, first).labels, { kept: 'yes' })
    })

    test('a repeat of DONE by a client that did not hear the answer is answered alike and changes nothing', async () => {
      const run = packerRun(raw, { bucket: 'repeated', fingerprint: 'again' })
      const [build = ''] = await prepare(run, [FILE])
      const first = await succeeded(run.done(build, { git_sha: 'x' }))
      const before = await versionNow(run)
      assert.deepEqual(await succeeded(run.done(build, { git_sha: 'x' })), first)
      assert.deepEqual(await versionNow(run), before)
      assertRefused(await run.done(build, { git_sha: 'another' }), 9)
      assert.deepEqual(await versionNow(run), before)
    })

    async function nameAndStatus(run: PackerRun): Promise<[string, string]> {
      const version = await versionNow(run)
      return [version.name, version.status]
    }
  })

const buildIn = (version: Json, id: string) => listOf(version.builds).find((build) => build.id === id)

const byComponent = (one: { component_type: string }, other: { component_type: string }) =>
  one.component_type < other.component_type ? -1 : 1
