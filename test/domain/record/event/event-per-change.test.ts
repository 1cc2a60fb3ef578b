// Every change of stored data is recorded as an event in the same transaction, nothing else is recorded, and no event holds a secret.
// The test runs every use case that can change anything twice: the second time it may find nothing left to do. Together the events are
// of all kinds that exist: the second part of docs/events.md is generated from them.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { newId } from '../../../../src/machine/new-id.ts'
import { hashSecret } from '../../../../src/auth/secret-hash.ts'
import { createBucket } from '../../../../src/domain/catalog/bucket/create-bucket.ts'
import { deleteBucket } from '../../../../src/domain/catalog/bucket/delete-bucket.ts'
import { updateBucket } from '../../../../src/domain/catalog/bucket/update-bucket.ts'
import { cancelSilentBuilds } from '../../../../src/domain/catalog/build/cancel-silent-builds.ts'
import { createBuild } from '../../../../src/domain/catalog/build/create-build.ts'
import { deleteBuild } from '../../../../src/domain/catalog/build/delete-build.ts'
import { updateBuild } from '../../../../src/domain/catalog/build/update-build.ts'
import { copyAssignment } from '../../../../src/domain/catalog/channel/copy-assignment.ts'
import { createChannel } from '../../../../src/domain/catalog/channel/create-channel.ts'
import { deleteChannel } from '../../../../src/domain/catalog/channel/delete-channel.ts'
import { updateChannel } from '../../../../src/domain/catalog/channel/update-channel.ts'
import { applyWhenDue } from '../../../../src/domain/catalog/revocation/apply-revocation.ts'
import { restoreVersion } from '../../../../src/domain/catalog/revocation/restore-version.ts'
import { revokeVersion } from '../../../../src/domain/catalog/revocation/revoke-version.ts'
import { uploadSbom } from '../../../../src/domain/catalog/sbom/upload-sbom.ts'
import { completeInItsMoment, completeVersion } from '../../../../src/domain/catalog/version/complete-version.ts'
import { createVersion } from '../../../../src/domain/catalog/version/create-version.ts'
import { deleteVersion } from '../../../../src/domain/catalog/version/delete-version.ts'
import { later, systemClock } from '../../../../src/domain/clock.ts'
import type { Context } from '../../../../src/domain/context.ts'
import { DomainError } from '../../../../src/domain/errors.ts'
import type { Location } from '../../../../src/domain/location.ts'
import type { EventKind } from '../../../../src/domain/record/event/event-kinds.ts'
import type { Event } from '../../../../src/domain/record/event/event.ts'
import { importRecords } from '../../../../src/domain/catalog/import-record/import-records.ts'
import { initialiseServer } from '../../../../src/domain/organization/initialise-server.ts'
import { createServicePrincipalKey } from '../../../../src/domain/principal/service-principal/create-service-principal-key.ts'
import { deleteServicePrincipalKey } from '../../../../src/domain/principal/service-principal/delete-service-principal-key.ts'
import { createRegistry } from '../../../../src/domain/registry/create-registry.ts'
import { deleteRegistry } from '../../../../src/domain/registry/delete-registry.ts'
import { getRunTask } from '../../../../src/domain/registry/get-run-task.ts'
import { updateRegistry } from '../../../../src/domain/registry/update-registry.ts'
import { configureRunTask, regenerateRunTaskKey } from '../../../../src/domain/registry/update-run-task.ts'
import { type OpenStore, openStore } from '../../../../src/storage/open.ts'
import { registryElsewhere } from '../../catalog/import-record/registry-elsewhere.ts'
import { aKey, aPrincipal, aProject, aProvider, storedProject } from '../../../storage/arrange.ts'
import { actsOfPeople, arrangePeople } from './acts-of-people.ts'
import { databases, type Place } from '../../../support/databases.ts'
import { type Dumper, openDumper } from '../../../support/dump.ts'
import { assertPublished } from '../../../support/events-page.ts'
import { markedIn } from '../../../support/marks.ts'
import { until } from '../../../support/until.ts'
import { writingUseCases } from '../../../support/writing-use-cases.ts'
import { accessActs } from './access-acts.ts'
import { emailActs } from './email-acts.ts'
import { kindsPage } from './kinds-page.ts'
import { arrangeDestination, streamActs } from './stream-acts.ts'
import { tellingActs, testedStream } from './telling-acts.ts'
import { variantActs } from './variant-acts.ts'
import { arrangeWebhook, webhookActs } from './webhook-acts.ts'

/** A registry with a bucket. Its versions `one` and `two` are complete; `open` has one build that runs and one that is done. */
interface Scene {
  readonly context: Context
  readonly location: Location
  readonly bucket: { readonly location: Location; readonly bucketName: string }
  readonly buildIds: Readonly<Record<'running' | 'done', string>>
  readonly spareProjectId: string
  readonly key: { readonly principalId: string; readonly clientId: string }
}

const heartbeats = 'unknown'
const DAY = 86_400_000
const bucketNamed = (location: Location) => ({ location, bucketName: 'ubuntu' })
const version = ({ bucket }: Scene, fingerprint: string) => ({ ...bucket, fingerprint })
const build = (scene: Scene, id: 'running' | 'done') => ({ ...version(scene, 'open'), buildId: scene.buildIds[id] })
const revocation = {
  at: '2026-01-01T00:00:00.000Z',
  message: 'openssl',
  includeDescendants: true,
  rollbackChannels: true,
}

/** The address and request id of every call here. */
const asked = { address: '192.0.2.7', requestId: 'the request' }
/** The kind and payload of a stored event. */
const eventIn = (row: string): Pick<Event, 'kind' | 'payload'> => {
  const { kind, payload } = JSON.parse(row) as { readonly kind: EventKind; readonly payload: string }
  const { form, ...told } = JSON.parse(payload) as Event['payload']
  assert.equal(form, 1)
  return { kind, payload: told }
}
function askedIn(event: string): typeof asked {
  const row = JSON.parse(event) as Readonly<Record<'address' | 'request_id', string>>
  return { address: row.address, requestId: row.request_id }
}

type Act = (scene: Scene) => Promise<unknown>

/** How each use case acts on the scene. What a whole server does by itself has tests of its own below. */
const acts: Readonly<Record<string, Act>> = {
  ...accessActs,
  ...actsOfPeople,
  ...webhookActs,
  ...streamActs,
  ...emailActs,
  applyWhenDue: async (scene) => {
    const { context } = scene
    const at = later(context.clock.now(), DAY)
    await revokeVersion(context, { ...version(scene, 'two'), ...revocation, at }).catch(() => undefined)
    const promised = (await context.store.jobs.list(100)).find(({ kind }) => kind === 'apply-revocation')
    const clock = { now: () => later(at, 1000) }
    return applyWhenDue({ ...context, clock }, promised?.subject ?? assert.fail('nothing is promised'))
  },
  completeInItsMoment: async (scene) => {
    const { context } = scene
    const ref = version(scene, 'told')
    const { id: versionId } = await createVersion(context, { ...ref, templateType: 'unset' })
    const done = { componentType: 'file.done', changes: { status: 'done' }, heartbeats } as const
    await createBuild(context, { ...ref, ...done })
    const clock = { now: () => later(context.clock.now(), 60_000) }
    return completeInItsMoment({ ...context, clock }, versionId)
  },
  createRegistry: async ({ context, location }) => {
    await deleteRegistry(context, location)
    return createRegistry(context, { location, featureTier: 'plus' })
  },
  updateRegistry: ({ context, location }) =>
    updateRegistry(context, { location, changes: { featureTier: 'standard' } }),
  deleteRegistry: ({ context, location }) => deleteRegistry(context, location),
  createBucket: ({ context, location }) =>
    createBucket(context, { location, name: 'debian', description: '', labels: {} }),
  updateBucket: ({ context, location }) =>
    updateBucket(context, { ...bucketNamed(location), changes: { labels: { team: 'images' } } }),
  deleteBucket: ({ context, location }) => deleteBucket(context, bucketNamed(location)),
  createVersion: (scene) => createVersion(scene.context, { ...version(scene, 'new'), templateType: 'hcl2' }),
  completeVersion: (scene) => completeVersion(scene.context, version(scene, 'open')),
  revokeVersion: (scene) => revokeVersion(scene.context, { ...version(scene, 'two'), ...revocation }),
  restoreVersion: async (scene) => {
    await revokeVersion(scene.context, { ...version(scene, 'two'), ...revocation }).catch(() => undefined)
    return restoreVersion(scene.context, version(scene, 'two'))
  },
  deleteVersion: (scene) => deleteVersion(scene.context, { ...version(scene, 'two'), rollbackChannels: true }),
  createBuild: (scene) =>
    createBuild(scene.context, { ...version(scene, 'open'), componentType: 'file.new', changes: {}, heartbeats }),
  updateBuild: (scene) =>
    updateBuild(scene.context, {
      ...build(scene, 'running'),
      changes: { status: 'done', platform: 'aws' },
      heartbeats,
    }),
  deleteBuild: (scene) => deleteBuild(scene.context, build(scene, 'running')),
  createChannel: (scene) =>
    createChannel(scene.context, { ...version(scene, 'one'), name: 'staging', restricted: false }),
  updateChannel: (scene) =>
    updateChannel(scene.context, { ...scene.bucket, name: 'production', changes: { restricted: true } }),
  copyAssignment: (scene) => copyAssignment(scene.context, { ...scene.bucket, source: 'latest', target: 'production' }),
  deleteChannel: (scene) => deleteChannel(scene.context, { ...scene.bucket, name: 'production' }),
  uploadSbom: (scene) =>
    uploadSbom(scene.context, {
      ...build(scene, 'running'),
      name: 'packages',
      format: 'spdx',
      compressed: Buffer.from('x'),
    }),
  getRunTask: ({ context, location }) => getRunTask(context, location, 'validation'),
  regenerateRunTaskKey: ({ context, location }) => regenerateRunTaskKey(context, location),
  configureRunTask: ({ context, location }) => configureRunTask(context, { location, onUntrackedImage: 'warn' }),
  createServicePrincipalKey: ({ context, location, key: { principalId } }) =>
    createServicePrincipalKey(context, { home: location, id: principalId }, { hashSecret, keep: forget, limit: 9 }),
  deleteServicePrincipalKey: ({ context, location, key: { principalId: id, clientId } }) =>
    deleteServicePrincipalKey(context, { home: location, id, clientId }),
  importRecords: ({ context, location }) =>
    importRecords(context, { location, source: 'elsewhere', records: registryElsewhere }),
  cancelSilentBuilds: ({ context }) =>
    cancelSilentBuilds(context, {
      silentForMs: { heartbeatAt: -DAY, startedAt: -DAY },
      onFailure: (_, error) => assert.fail(String(error)),
    }),
}

const forget = async (): Promise<void> => undefined

/** Not tried here: the first start (tested below), the upkeep of events and deliveries, and the encryption of secrets with a new key. */
const WITHOUT_EVENT = [
  'initialiseServer',
  'proveLedgers',
  'pruneDeliveries',
  'pruneLedgers',
  'renewSecrets',
  'sealEvents',
  'tellHeads',
]

/** Tables that hold not users' data but the registry's own: events, operations, jobs and marks. */
const OWN_WORKS = ['event', 'operation', 'job', 'mark']

for (const database of databases())
  // Each test compares a whole database, so each has a database of its own, with nothing in it but its scene.
  describe(`events of changes on ${database.name}`, () => {
    let place: Place
    let store: OpenStore
    let dumper: Dumper
    const page = kindsPage()
    beforeEach(async () => {
      place = await database.create()
      store = await openStore(place.location)
      await initialiseServer({ store, clock: systemClock, newId }, { hashSecret, keep: forget })
      dumper = await openDumper(place.location)
    })
    afterEach(async () => {
      await dumper.close()
      await store.close()
      await place.drop()
    })

    async function arrange(): Promise<Scene> {
      const { organization, project } = await storedProject(store)
      const location = { organizationId: organization.id, projectId: project.id }
      const actor = {
        type: 'service',
        id: 'admin',
        name: 'admin',
        roles: [{ organizationId: organization.id, role: 'owner' }],
      } as const
      const context: Context = { actor, asked, store, clock: systemClock, newId }
      await createRegistry(context, { location, featureTier: 'plus' })
      const principal = aPrincipal(organization, { projectId: project.id, name: 'pipeline' })
      const key = aKey(principal)
      const spare = aProject(organization, { name: 'spare' })
      const ops = aPrincipal(organization, { kind: 'group', name: 'ops' })
      await store.transaction(async ({ organizations, principals, groups, workloads }) => {
        await organizations.insertProject(spare)
        await principals.insert(principal)
        await principals.insert(ops)
        await groups.add(ops.id, [principal.id])
        await principals.insertKey(key)
        await workloads.insert(aProvider(principal, { name: 'known' }))
      })
      await arrangePeople({ context, location })
      await arrangeWebhook({ context, location })
      await arrangeDestination({ context, location })
      const bucket = { location, bucketName: 'ubuntu' }
      await createBucket(context, { location, name: 'ubuntu', description: '', labels: {} })
      const buildIds = []
      for (const [fingerprint, statuses] of [
        ['one', ['done']],
        ['two', ['done']],
        ['open', ['running', 'done']],
      ] as const) {
        const ref = { ...bucket, fingerprint }
        await createVersion(context, { ...ref, templateType: 'hcl2' })
        for (const status of statuses) {
          const creation = { ...ref, componentType: `file.${status}`, heartbeats } as const
          const { id } = await createBuild(context, { ...creation, changes: { status: 'running' } })
          if (status === 'done') await updateBuild(context, { ...ref, buildId: id, changes: { status }, heartbeats })
          buildIds.push(id)
        }
        if (fingerprint === 'one') await createChannel(context, { ...ref, name: 'production', restricted: false })
      }
      const [running = '', done = ''] = buildIds.slice(2)
      return {
        context,
        location,
        bucket,
        buildIds: { running, done },
        spareProjectId: spare.id,
        key: { principalId: principal.id, clientId: key.clientId },
      }
    }

    const stored = async () => {
      const all = await dumper.dump()
      const { event: events = [], ...tables } = all
      return { events, tables: Object.entries(tables).filter(([name]) => !OWN_WORKS.includes(name)), ...markedIn(all) }
    }
    /** Secrets that a reader of the log must not find there. */
    const secrets = async ({ location }: Scene): Promise<readonly string[]> => {
      const { projectId } = location
      const principals = await store.principals.listKeys((await arrangedPrincipal(projectId)) ?? '')
      const runTask = await store.runTasks.find(projectId)
      const serverKey = Buffer.from((await store.serverKey.find()) ?? assert.fail('no server key'))
      return [
        ...principals.map(({ secretHash }) => secretHash),
        ...(runTask ? [runTask.hmacKey] : []),
        serverKey.toString('hex'),
        serverKey.toString('base64'),
      ]
    }
    const arrangedPrincipal = async (projectId: string) => {
      const { principal: rows = [] } = await dumper.dump()
      const principals = rows.map((row) => JSON.parse(row) as { readonly id: string; readonly project_id: string })
      return principals.find(({ project_id }) => project_id === projectId)?.id
    }

    test('every use case that can change anything is among those that are tried', () => {
      assert.deepEqual(
        Object.keys(acts).sort(),
        writingUseCases().filter((name) => !WITHOUT_EVENT.includes(name)),
      )
    })

    for (const [name, act] of Object.entries({ ...acts, ...variantActs }))
      test(`${name} tells of what it changes, and of nothing else`, async () => {
        const scene = await arrange()
        for (const time of ['first', 'second'] as const) {
          const earlier = await stored()
          const given: unknown = await act(scene).catch((error: unknown) => {
            assert.ok(time === 'second' && error instanceof DomainError, String(error))
          })
          const now = await stored()
          const hasChanged = JSON.stringify(earlier.tables) !== JSON.stringify(now.tables)
          const told = now.events.filter((event) => !earlier.events.includes(event))
          if (time === 'first') assert.ok(hasChanged, 'the act does nothing')
          for (const event of told) page.saw(eventIn(event))
          assert.deepEqual(
            told.map(askedIn),
            told.map(() => asked),
          )
          assert.equal(told.length > 0, hasChanged, `${time}: told ${told.length} events`)
          if (JSON.stringify(earlier.marked) !== JSON.stringify(now.marked))
            assert.notDeepEqual(earlier.marks, now.marks, `${time}: no mark is another one`)
          const shown =
            typeof given === 'object' && given !== null && 'clientSecret' in given ? [given.clientSecret] : []
          for (const secret of [...(await secrets(scene)), ...shown])
            assert.ok(!told.some((event) => event.includes(String(secret))), 'a secret was told')
        }
      })

    test('docs/events.md has all kinds of events, as they are told', async () => {
      const scene = await arrange()
      for (const act of tellingActs) await act(scene)
      page.saw(await testedStream(scene))
      const { organizationId } = scene.location
      await until(async () => {
        const all = { organizationId, projectId: null, bucketId: null, from: null, to: null }
        const newest = { size: 500, order: [{ field: 'at', descending: true }], edge: null } as const
        const { items } = await store.events.audit(all, newest, { fits: () => true, readsBeginning: false })
        for (const event of items) page.saw(event)
        // This event is written in the background: the exchange does not wait for it.
        return !page.unseen().includes('workload-identity.refused')
      })
      assert.deepEqual(page.unseen(), [])
      await assertPublished('kinds', page.made())
    })

    test('the first start tells of what it makes, and a later one of nothing', async () => {
      const fresh = await database.open()
      const start = () => initialiseServer({ store: fresh, clock: systemClock, newId }, { hashSecret, keep: forget })
      const { projectId, initial, serverKey } = await start()
      const page = { size: null, order: [{ field: 'at', descending: false }], edge: null } as const
      const events = async () => (await fresh.events.list(projectId, page)).items
      const told = await events()
      assert.deepEqual(
        told.map(({ description, actor }) => `${description} by ${actor.name}`).sort(),
        ['Created project', 'Created registry', 'Created service principal', 'Created service principal key'].map(
          (description) => `${description} by Assay`,
        ),
      )
      const key = await fresh.principals.findKey(initial?.clientId ?? '')
      for (const secret of [initial?.clientSecret, key?.secretHash, Buffer.from(serverKey).toString('hex')])
        assert.ok(secret !== undefined && !JSON.stringify(told).includes(secret))
      await start()
      assert.deepEqual(await events(), told)
      await fresh.close()
    })
  })
