// The same races without sockets, so that more rounds fit into a second and transactions interleave more closely.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { monotonicFactory, ulid } from 'ulid'
import { createBucket } from '../../src/domain/catalog/bucket/create-bucket.ts'
import { createBuild } from '../../src/domain/catalog/build/create-build.ts'
import { deleteBuild } from '../../src/domain/catalog/build/delete-build.ts'
import { updateBuild } from '../../src/domain/catalog/build/update-build.ts'
import { createChannel } from '../../src/domain/catalog/channel/create-channel.ts'
import { pointChannel } from '../../src/domain/catalog/channel/point-channel.ts'
import { updateChannel } from '../../src/domain/catalog/channel/update-channel.ts'
import { restoreVersion } from '../../src/domain/catalog/revocation/restore-version.ts'
import { revokeVersion } from '../../src/domain/catalog/revocation/revoke-version.ts'
import { completeVersion } from '../../src/domain/catalog/version/complete-version.ts'
import { createVersion } from '../../src/domain/catalog/version/create-version.ts'
import { deleteVersion } from '../../src/domain/catalog/version/delete-version.ts'
import { getVersion } from '../../src/domain/catalog/version/get-version.ts'
import { nameOf, type Version } from '../../src/domain/catalog/version/version.ts'
import { type Clock, later, systemClock } from '../../src/domain/clock.ts'
import type { Context } from '../../src/domain/context.ts'
import { DomainError, type ErrorCode } from '../../src/domain/errors.ts'
import { deleteServicePrincipalKey } from '../../src/domain/principal/service-principal/delete-service-principal-key.ts'
import { newPrincipal, operatorActor, type Principal } from '../../src/domain/principal/principal.ts'
import { getRunTask } from '../../src/domain/registry/get-run-task.ts'
import { configureRunTask, regenerateRunTaskKey } from '../../src/domain/registry/update-run-task.ts'
import { applyRevocationJob } from '../../src/jobs/apply-revocation.ts'
import type { OpenStore } from '../../src/storage/open.ts'
import { type Arrangement, arrangeVersions } from '../support/arranged-versions.ts'
import { accountOf } from '../support/bucket-account.ts'
import { databases } from '../support/databases.ts'
import { readPage } from '../support/read-page.ts'

const location = { organizationId: 'organization', projectId: 'project' }
const { projectId } = location
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `v${index + 1}`)

/** The number of builds of one version, and how often they race. */
const rounds: readonly (readonly [builds: number, times: number])[] = [
  [2, 60],
  [3, 40],
  [5, 25],
  [8, 15],
  [16, 8],
  [32, 4],
  [64, 2],
]

const HOUR = 3_600_000
const heartbeats = 'unknown'

/** Returns a function that makes a complete version. */
const imageMaker =
  (context: Context) =>
  async (bucketName: string, fingerprint: string, parentVersionId = ''): Promise<Version> => {
    const ref = { location, bucketName, fingerprint }
    await createVersion(context, { ...ref, templateType: 'unset' })
    const { id } = await createBuild(context, { ...ref, componentType: 'file.image', changes: {}, heartbeats })
    const changes = { status: 'done', platform: 'packer.file', parentVersionId } as const
    await updateBuild(context, { ...ref, buildId: id, changes, heartbeats })
    return getVersion(context, ref)
  }

const revoke = (context: Context, { bucketName, fingerprint }: Version, at: string) =>
  revokeVersion(context, {
    location,
    bucketName,
    fingerprint,
    at,
    message: '',
    includeDescendants: true,
    rollbackChannels: true,
  })

interface Crossing {
  /** The version that the child is built from. */
  readonly parent: string
  /** Prepares what revokes the child; the returned function starts it. */
  readonly act: (child: Version) => Promise<() => Promise<unknown>>
}

/** A base image in a bucket of its own. */
async function baseOf(context: Context): Promise<Version> {
  const name = `base-${ulid()}`
  await createBucket(context, { location, name, description: '', labels: {} })
  return imageMaker(context)(name, 'one')
}

/** An incomplete version that the child is built from. It becomes a descendant of a revoked one when a build names that parent. */
async function openOf(context: Context) {
  const one = await baseOf(context)
  await revoke(context, one, systemClock.now())
  const ref = { location, bucketName: one.bucketName, fingerprint: 'open' }
  const open = await createVersion(context, { ...ref, templateType: 'unset' })
  return { one, ref, open }
}

/** Changes in one bucket that move channels of another. */
const crossings: Readonly<Record<string, (context: Context, leaf: string) => Promise<Crossing>>> = {
  'a revocation': async (context) => {
    const one = await baseOf(context)
    return { parent: one.id, act: () => Promise.resolve(() => revoke(context, one, systemClock.now())) }
  },
  'a restoration that uncovers an inherited revocation': async (context, bucketName) => {
    const one = await baseOf(context)
    const act = async (child: Version) => {
      await revoke(context, one, systemClock.now())
      await revoke(context, child, later(systemClock.now(), HOUR))
      return () => restoreVersion(context, { location, bucketName, fingerprint: child.fingerprint })
    }
    return { parent: one.id, act }
  },
  'a schedule that takes effect': async (context) => {
    const one = await baseOf(context)
    const act = async () => {
      await revoke(context, one, later(systemClock.now(), HOUR))
      const subject = (await context.store.revocations.findByVersion(one.id))?.id
      const job = (await context.store.jobs.list(10)).find((each) => each.subject === subject) ?? assert.fail('no job')
      const clock = { now: () => later(systemClock.now(), 2 * HOUR) }
      return () => applyRevocationJob({ ...context, clock })(job, () => false)
    }
    return { parent: one.id, act }
  },
  'a new build that names a revoked parent': async (context) => {
    const { one, ref, open } = await openOf(context)
    const changes = { parentVersionId: one.id }
    const begin = () => createBuild(context, { ...ref, componentType: 'file.image', changes, heartbeats })
    return { parent: open.id, act: () => Promise.resolve(begin) }
  },
  'a build that names a revoked parent later': async (context) => {
    const { one, ref, open } = await openOf(context)
    const { id: buildId } = await createBuild(context, { ...ref, componentType: 'file.image', changes: {}, heartbeats })
    const begin = () => updateBuild(context, { ...ref, buildId, changes: { parentVersionId: one.id }, heartbeats })
    return { parent: open.id, act: () => Promise.resolve(begin) }
  },
}

for (const database of databases())
  describe(`use cases that cross, on ${database.name}`, () => {
    let store: OpenStore
    let arrangement: Arrangement
    let context: Context
    before(async () => {
      store = await database.open()
      arrangement = { store, clock: systemClock, projectId }
      const actor = { type: 'service', id: 'ci', name: 'ci', roles: [{ ...location, role: 'contributor' }] } as const
      const newId = monotonicFactory()
      context = { actor, store, clock: systemClock, newId: () => newId() }
      await arrangeProject(store)
    })
    after(() => store.close())

    const newBucket = (name: string) => createBucket(context, { location, name, description: '', labels: {} })
    const refOf = ({ bucketName, fingerprint }: Version) => ({ location, bucketName, fingerprint })
    const done = (version: Version, buildId: string) =>
      updateBuild(context, {
        ...refOf(version),
        buildId,
        changes: { status: 'done', platform: 'packer.file' },
        heartbeats,
      })
    const finish = (versions: readonly Version[]) =>
      versions.flatMap((version) => version.builds.map(({ id }) => done(version, id)))

    for (const [builds, times] of rounds)
      test(`${builds} builds of one version complete it exactly once, ${times} times over`, async () => {
        const bucket = await newBucket(`builds-${builds}`)
        for (const version of await arrangeVersions(arrangement, bucket.name, { versions: times, builds }))
          await Promise.all(finish([version]))
        const all = numbers(times)
        assert.deepEqual(await accountOf(arrangement, bucket.name), { complete: all, incomplete: [], latest: all })
      })

    test('64 versions of one bucket that are finished at once become v1 to v64, and the next 64 v65 to v128', async () => {
      const bucket = await newBucket('versions')
      for (const sum of [64, 128]) {
        await Promise.all(finish(await arrangeVersions(arrangement, bucket.name, { versions: 64, builds: 1 })))
        const all = numbers(sum)
        assert.deepEqual(await accountOf(arrangement, bucket.name), { complete: all, incomplete: [], latest: all })
      }
    })

    test('a version whose completion is asked for while its builds finish completes once, with at least one of them', async () => {
      const bucket = await newBucket('asked')
      for (const version of await arrangeVersions(arrangement, bucket.name, { versions: 20, builds: 2 })) {
        const asked = [1, 2, 3].map(() => completeVersion(context, refOf(version)))
        const outcomes = await Promise.all([...finish([version]), ...asked].map(outcomeOf))
        // Too early to be completed, or too late to finish: both are reported, and neither is lost.
        for (const outcome of outcomes) assert.ok(['accepted', 'failed_precondition'].includes(outcome), outcome)
        const stored = await store.versions.findById(version.id)
        const finished = outcomes.slice(0, 2).filter((outcome) => outcome === 'accepted')
        assert.equal(stored?.builds.filter(({ status }) => status === 'done').length, finished.length)
      }
      const { complete, latest } = await accountOf(arrangement, bucket.name)
      assert.deepEqual([complete, latest], [numbers(20), numbers(20)])
    })

    test('a build that is added while the last one finishes is either waited for or refused, never lost', async () => {
      const bucket = await newBucket('added')
      const versions = await arrangeVersions(arrangement, bucket.name, { versions: 24, builds: 1 })
      for (const [round, version] of versions.entries()) {
        const late = {
          ...refOf(version),
          componentType: 'file.late',
          changes: { status: 'running' },
          heartbeats,
        } as const
        const adding = outcomeOf(createBuild(context, late))
        // A little later in each round: from well before the other one to well after it.
        for (let turn = 0; turn < round; turn++) await nextTurn()
        await Promise.all(finish([version]))
        const outcome = await adding
        const stored = await store.versions.findById(version.id)
        assert.ok(stored)
        const isWaitedFor = outcome === 'accepted'
        if (!isWaitedFor) assert.equal(outcome, 'failed_precondition')
        assert.deepEqual([stored.builds.length, nameOf(stored) === 'v0'], isWaitedFor ? [2, true] : [1, false])
      }
      await accountOf(arrangement, bucket.name)
    })

    test('the history of a channel keeps the order of its assignments on servers whose clocks disagree', async () => {
      const bucket = await newBucket('clocks')
      await Promise.all(finish(await arrangeVersions(arrangement, bucket.name, { versions: 1, builds: 1 })))
      await createChannel(context, {
        location,
        bucketName: bucket.name,
        name: 'skewed',
        restricted: false,
        fingerprint: '',
      })
      const versions = await store.versions.findLatest([bucket.id], systemClock.now())
      const fingerprint = versions[0]?.fingerprint ?? ''
      const now = systemClock.now()
      const clocks = [later(now, 5000), later(now, 5000), now, later(now, -5000)].map((instant): Clock => ({
        now: () => instant,
      }))
      for (let step = 0; step < 12; step++) {
        const clock = clocks[step % clocks.length] ?? systemClock
        // Ids from different servers have no order within one millisecond.
        const newId = () => ulid(Date.parse(clock.now()) - step)
        await assign({ ...context, clock, newId }, bucket.name, 'skewed', step % 2 === 0 ? fingerprint : '')
      }
      const channel = await store.channels.find(projectId, bucket.name, 'skewed')
      const order = [{ field: 'assignedAt', descending: false }] as const
      const { items } = await readPage(
        store.channels.listAssignments(channel?.id ?? '', { size: null, order, edge: null }),
      )
      const steps = items.map(({ version }) => version?.fingerprint ?? '')
      assert.deepEqual(
        steps,
        Array.from({ length: 12 }, (_, step) => (step % 2 === 0 ? fingerprint : '')),
      )
    })

    for (const [what, prepare] of Object.entries(crossings))
      test(`${what} waits for an assignment below it that is under way, and takes it into account`, async () => {
        const leaf = `leaf-${ulid()}`
        await newBucket(leaf)
        const image = imageMaker(context)
        await image(leaf, 'plain')
        const { parent, act } = await prepare(context, leaf)
        const child = await image(leaf, 'child', parent)
        const begin = await act(child)
        await createChannel(context, {
          location,
          bucketName: leaf,
          name: 'held',
          restricted: false,
          fingerprint: 'plain',
        })
        const assigned = Promise.withResolvers<undefined>()
        const gate = Promise.withResolvers<undefined>()
        const underWay = store.transaction(async (tx) => {
          await tx.registries.lock(projectId, 'shared')
          await tx.buckets.lock(projectId, leaf)
          const channel = (await tx.channels.find(projectId, leaf, 'held')) ?? assert.fail('there is no channel')
          const change = { ...context, tx, location, now: systemClock.now(), events: [] }
          await pointChannel(change, { channel, version: child })
          assigned.resolve(undefined)
          await gate.promise
        })
        await assigned.promise
        const begun = begin()
        // Long enough for it to finish if it did not wait.
        for (let turn = 0; turn < 100; turn++) await store.registries.find(projectId)
        gate.resolve(undefined)
        await Promise.all([underWay, begun])
        assert.equal((await store.channels.find(projectId, leaf, 'held'))?.version?.fingerprint, 'plain')
      })

    test('a new key of the run task and a new behaviour that are asked for at once are both kept', async () => {
      for (let round = 0; round < 30; round++) {
        const onUntrackedImage = round % 2 === 0 ? 'fail' : 'warn'
        const [{ hmacKey }] = await Promise.all([
          regenerateRunTaskKey(context, location),
          configureRunTask(context, { location, onUntrackedImage }),
        ])
        const kept = await getRunTask(context, location, 'validation')
        assert.deepEqual([kept.hmacKey, kept.onUntrackedImage], [hmacKey, onUntrackedImage])
      }
    })

    test('a key that is deleted twice at once is deleted once, and the other one is told that there is none', async () => {
      const principal = await arrangePrincipal(store)
      const admin = { ...context, actor: operatorActor }
      const listed = { size: null, order: [{ field: 'at', descending: false }], edge: null } as const
      for (let round = 0; round < 20; round++) {
        const clientId = `client-${round}`
        const key = { clientId, principalId: principal.id, secretHash: '', createdAt: systemClock.now() }
        await store.transaction(({ principals }) => principals.insertKey(key))
        const remove = { home: location, id: principal.id, clientId }
        const outcomes = await Promise.all([1, 2].map(() => outcomeOf(deleteServicePrincipalKey(admin, remove))))
        assert.deepEqual(outcomes.toSorted(), ['accepted', 'not_found'])
        const { items } = await store.events.list(projectId, listed)
        assert.equal(items.filter(({ payload }) => payload['clientId'] === clientId).length, 1)
      }
    })

    test('a bucket in which everything happens at once stays in order', async () => {
      const bucket = await newBucket('storm')
      const channels = ['staging', 'production']
      for (const name of channels)
        await createChannel(context, { location, bucketName: bucket.name, name, restricted: false, fingerprint: '' })
      for (let round = 0; round < 4; round++) {
        const versions = await arrangeVersions(arrangement, bucket.name, { versions: 8, builds: 2 })
        const work = versions.flatMap((version, index) => [
          ...finish([version]),
          completeVersion(context, refOf(version)),
          ...channels.map((name) => assign(context, bucket.name, name, version.fingerprint)),
          ...(index % 3 === 0
            ? [deleteVersion(context, { ...refOf(version), rollbackChannels: index % 2 === 0 })]
            : []),
          ...(index % 4 === 1
            ? [deleteBuild(context, { ...refOf(version), buildId: version.builds[0]?.id ?? '' })]
            : []),
          assign(context, bucket.name, 'production', ''),
        ])
        for (const outcome of await Promise.all(work.map(outcomeOf)))
          assert.ok(['accepted', 'failed_precondition', 'not_found', 'aborted'].includes(outcome), outcome)
        await accountOf(arrangement, bucket.name)
      }
    })
  })

const assign = (context: Context, bucketName: string, name: string, fingerprint: string) =>
  updateChannel(context, { location, bucketName, name, changes: { fingerprint } })

/** The code of the refusal; any other error is a fault of ours and fails the test. */
async function outcomeOf(work: Promise<unknown>): Promise<ErrorCode | 'accepted'> {
  try {
    await work
    return 'accepted'
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

async function arrangePrincipal(store: OpenStore): Promise<Principal> {
  const createdAt = systemClock.now()
  const principal = newPrincipal({ id: 'principal', kind: 'service', ...location, name: 'ci', createdAt })
  await store.transaction(({ principals }) => principals.insert(principal))
  return principal
}

async function arrangeProject(store: OpenStore): Promise<void> {
  const createdAt = systemClock.now()
  const { organizationId } = location
  await store.transaction(async ({ organizations, registries }) => {
    await organizations.insertOrganization({ id: organizationId, name: 'default', createdAt })
    await organizations.insertProject({ id: projectId, organizationId, name: 'default', description: '', createdAt })
    const registry = { id: 'registry', projectId, featureTier: 'plus', activated: true } as const
    await registries.insert({ ...registry, createdAt, updatedAt: createdAt })
  })
}
