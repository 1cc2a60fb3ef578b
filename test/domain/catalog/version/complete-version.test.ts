// When a version completes whose builds were already done when they were created. Scripts create such builds when they register
// the images of several regions one after the other.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { monotonicFactory } from 'ulid'
import { createBucket } from '../../../../src/domain/catalog/bucket/create-bucket.ts'
import type { BuildStatus } from '../../../../src/domain/catalog/build/build.ts'
import { createBuild } from '../../../../src/domain/catalog/build/create-build.ts'
import { deleteBuild } from '../../../../src/domain/catalog/build/delete-build.ts'
import { updateBuild } from '../../../../src/domain/catalog/build/update-build.ts'
import { createChannel } from '../../../../src/domain/catalog/channel/create-channel.ts'
import { completeVersion } from '../../../../src/domain/catalog/version/complete-version.ts'
import { createVersion } from '../../../../src/domain/catalog/version/create-version.ts'
import { deleteVersion } from '../../../../src/domain/catalog/version/delete-version.ts'
import { getVersion } from '../../../../src/domain/catalog/version/get-version.ts'
import { nameOf, statusOf } from '../../../../src/domain/catalog/version/version.ts'
import type { Context } from '../../../../src/domain/context.ts'
import { failedPrecondition } from '../../../../src/domain/errors.ts'
import { registryActor } from '../../../../src/domain/principal/principal.ts'
import { createRegistry } from '../../../../src/domain/registry/create-registry.ts'
import { completeVersionJob } from '../../../../src/jobs/complete-version.ts'
import { createWorker } from '../../../../src/jobs/worker.ts'
import { at, storedProject } from '../../../storage/arrange.ts'
import { databases, type TestDatabase } from '../../../support/databases.ts'

const heartbeats = 'unknown'
const silent = () => undefined
const unexpected = () => Promise.reject(new Error('no such job was promised'))

/** A bucket with one version, and a clock and a worker that only the test moves. */
async function scene(database: TestDatabase) {
  const store = await database.open()
  let now = -60_000
  const clock = { now: () => at(now) }
  const { organization, project } = await storedProject(store)
  const location = { organizationId: organization.id, projectId: project.id }
  const actor = { type: 'service', id: 'ci', name: 'ci', roles: [{ ...location, role: 'contributor' }] } as const
  const newId = monotonicFactory()
  const context: Context = { actor, store, clock, newId: () => newId() }
  await createRegistry(context, { location, featureTier: 'plus' })
  await createBucket(context, { location, name: 'ubuntu', description: '', labels: {} })
  const ref = { location, bucketName: 'ubuntu', fingerprint: 'fp' }
  await createVersion(context, { ...ref, templateType: 'unset' })
  now = 0
  const worker = createWorker({
    store,
    clock,
    log: { info: silent, warn: silent, error: silent },
    handlers: {
      'apply-revocation': unexpected,
      'cancel-silent-builds': unexpected,
      'complete-version': completeVersionJob({ ...context, actor: registryActor }),
      'prove-ledgers': unexpected,
      'prune-deliveries': unexpected,
      'prune-ledgers': unexpected,
      'purge-buckets': unexpected,
      'seal-events': unexpected,
      'tell-heads': unexpected,
    },
    isWanted: {},
    claimsMs: {},
  })
  return {
    store,
    context,
    ref,
    /** Creates a build of this component with this status. */
    told: async (componentType: string, status: BuildStatus = 'done') => {
      const { id } = await createBuild(context, { ...ref, componentType, changes: { status }, heartbeats })
      return { ...ref, buildId: id }
    },
    /** Sets the clock to so many milliseconds after the start, runs the due jobs and returns the version's name and status. */
    after: async (milliseconds: number) => {
      now = milliseconds
      await worker.runDue()
      const version = await getVersion(context, ref)
      return `${nameOf(version)} ${statusOf(version, clock.now())}`
    },
  }
}

for (const database of databases())
  describe(`versions whose builds are created done, on ${database.name}`, { concurrency: true }, () => {
    test('are complete five seconds after the last of them, which each further one begins anew', async () => {
      const { store, told, after } = await scene(database)
      await told('amazon-ebs.virginia')
      assert.equal(await after(4999), 'v0 incomplete')
      await told('amazon-ebs.ireland')
      assert.equal(await after(9998), 'v0 incomplete')
      assert.equal(await after(9999), 'v1 active')
      assert.deepEqual(await store.jobs.list(10), [])
      await assert.rejects(told('amazon-ebs.late'), /is complete/)
      await store.close()
    })

    test('are completed by the registry, once, and moved to latest', async () => {
      const { store, told, after, ref } = await scene(database)
      await told('amazon-ebs.virginia')
      await after(5000)
      await after(60_000)
      const page = { size: null, order: [{ field: 'at', descending: false }], edge: null } as const
      const { items } = await store.events.list(ref.location.projectId, page)
      assert.deepEqual(
        items.slice(-2).map(({ at: time, description, actor }) => `${time} ${description} by ${actor.name}`),
        [`${at(5000)} Completed version by Assay`, `${at(5000)} Assigned version to channel by Assay`],
      )
      await store.close()
    })

    test('are told of until the registry has come to it, however late that is', async () => {
      const { store, told, after } = await scene(database)
      await told('amazon-ebs.virginia', 'running')
      assert.equal(await after(3_600_000), 'v0 running')
      const late = await scene(database)
      await late.told('amazon-ebs.virginia')
      await store.close()
      await late.told('amazon-ebs.ireland')
      assert.equal(await late.after(3_600_000), 'v1 active')
      await late.store.close()
    })

    test('wait for a build that is told of unfinished, and are complete with its end', async () => {
      const { store, context, told, after } = await scene(database)
      await told('amazon-ebs.virginia')
      const running = await told('amazon-ebs.ireland', 'running')
      assert.equal(await after(60_000), 'v0 running')
      await updateBuild(context, { ...running, changes: { status: 'done' }, heartbeats })
      assert.equal(nameOf(await getVersion(context, running)), 'v1')
      await store.close()
    })

    test('are complete at once when the build that they waited for is deleted, and not when another is', async () => {
      const { store, context, told, after } = await scene(database)
      await told('amazon-ebs.virginia')
      const wrong = await told('amazon-ebs.wrong')
      await after(1000)
      await deleteBuild(context, wrong)
      assert.equal(await after(5999), 'v0 incomplete')
      const running = await told('amazon-ebs.ireland', 'running')
      assert.equal(await after(7000), 'v0 running')
      await deleteBuild(context, running)
      assert.equal(nameOf(await getVersion(context, running)), 'v1')
      await store.close()
    })

    test('begin their five seconds anew when something else is told of a build', async () => {
      const { store, context, told, after } = await scene(database)
      const build = await told('amazon-ebs.virginia')
      assert.equal(await after(4000), 'v0 incomplete')
      await updateBuild(context, { ...build, changes: { labels: { os: 'debian' } }, heartbeats })
      assert.equal(await after(8999), 'v0 incomplete')
      assert.equal(await after(9000), 'v1 active')
      await store.close()
    })

    test('can be completed on request before that, once', async () => {
      const { store, context, ref, told, after } = await scene(database)
      await told('amazon-ebs.virginia')
      assert.equal(nameOf(await completeVersion(context, ref)), 'v1')
      assert.equal(await after(60_000), 'v1 active')
      await store.close()
    })

    test('cannot be assigned before that, in words that say what to do', async () => {
      const { store, context, ref, told, after } = await scene(database)
      await told('amazon-ebs.virginia')
      const assigned = () => createChannel(context, { ...ref, name: 'production', restricted: false })
      await assert.rejects(
        assigned(),
        failedPrecondition(
          'version with fingerprint "fp" is incomplete (v0) for a few seconds more, in case another build is added: try again in a moment, or complete it yourself',
        ),
      )
      await after(5000)
      assert.equal((await assigned()).version?.fingerprint, 'fp')
      await store.close()
    })

    test('leave nothing to do when they are deleted meanwhile, or all of their builds', async () => {
      const { store, context, ref, told, after } = await scene(database)
      const build = await told('amazon-ebs.virginia')
      await deleteBuild(context, build)
      assert.equal(await after(60_000), 'v0 running')
      assert.deepEqual(await store.jobs.list(10), [])
      await told('amazon-ebs.virginia')
      await deleteVersion(context, { ...ref, rollbackChannels: false })
      await assert.rejects(after(120_000), /not found/)
      assert.deepEqual(await store.jobs.list(10), [])
      await store.close()
    })

    test('are not completed too early by a worker that had begun when another build was told of', async () => {
      const { store, context, told, after } = await scene(database)
      const { fingerprint, bucketName, location } = await told('amazon-ebs.virginia')
      await after(4000)
      const [begun] = await store.jobs.list(10)
      assert.ok(begun)
      const later: Context = { ...context, clock: { now: () => at(5000) } }
      const ref = { fingerprint, bucketName, location }
      const second = { componentType: 'amazon-ebs.ireland', changes: { status: 'done' }, heartbeats } as const
      await createBuild(later, { ...ref, ...second })
      const job = completeVersionJob({ ...later, actor: registryActor })
      assert.equal(await job(begun, () => false), at(10_000))
      assert.equal(nameOf(await getVersion(context, ref)), 'v0')
      assert.equal(await after(10_000), 'v1 active')
      await store.close()
    })
  })
