// Each sequence of requests that `packer build` up to 1.10.0 sends, with the requests of each generation.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { IMAGE, type IterationRun, iterationRun, oldPackers } from '../support/iteration-run.ts'
import { inSlug, newSlugChannel } from '../support/iteration-sequences.ts'
import { type Raw, rawClient, succeeded } from '../support/raw-client.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused, listOf, shapeOf } from '../support/shapes.ts'

const FILE = 'file.ubuntu'
const NULL = 'null.windows'
const LABELS = { os: 'ubuntu' }

for (const database of databases())
  describe(`packer build up to 1.10.0 on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let raw: Raw
    before(async () => {
      registry = await startRegistry(database)
      raw = rawClient(registry.admin, registry, 'packer/1.9.4')
    })
    after(() => registry.close())

    const iterationNow = async (run: IterationRun): Promise<Json> => (await succeeded(run.getIteration())).iteration
    const numberNow = async (run: IterationRun) => {
      const { complete, incremental_version } = await iterationNow(run)
      return [complete, incremental_version]
    }
    /** Steps 2 to 6 for a new fingerprint in a new bucket; returns the ids of the builds. */
    async function prepare(run: IterationRun, components: readonly string[]): Promise<string[]> {
      await succeeded(run.createBucket({}))
      assertRefused(await run.getIteration(), 10)
      const { iteration } = await succeeded(run.createIteration())
      assert.deepEqual((await succeeded(run.listBuilds(iteration.id))).builds, [])
      const made = await Promise.all(components.map((component) => succeeded(run.createBuild(iteration.id, component))))
      return made.map(({ build }) => build.id as string)
    }

    for (const packer of oldPackers) {
      const named = (bucket: string) => `${bucket}-${packer.replaceAll('.', '-')}`
      const runOf = (bucket: string, fingerprint: string) =>
        iterationRun(raw, registry, { packer, bucket: named(bucket), fingerprint })

      test(`${packer}: a fresh fingerprint becomes number 1 with its last build, and latest points to it`, async () => {
        const run = runOf('fresh', '0c0ffee')
        const wanted = { description: 'An image.', labels: LABELS }
        const { bucket } = await succeeded(run.createBucket(wanted))
        assert.deepEqual([bucket.description, bucket.labels, bucket.latest_iteration], ['An image.', LABELS, null])
        assertRefused(await run.getIteration(), 10)
        const { iteration } = await succeeded(run.createIteration())
        assert.deepEqual(
          [iteration.complete, iteration.incremental_version, iteration.template_type],
          [false, 0, packer === '1.9.4' ? 'HCL2' : 'TEMPLATE_TYPE_UNSET'],
        )
        assert.deepEqual((await succeeded(run.listBuilds(iteration.id))).builds, [])
        const [file, other] = await Promise.all([
          succeeded(run.createBuild(iteration.id, FILE)),
          succeeded(run.createBuild(iteration.id, NULL)),
        ])
        const unset = {
          id: '<ulid>',
          iteration_id: '<ulid>',
          component_type: FILE,
          status: 'UNSET',
          cloud_provider: '',
          packer_run_uuid: run.runUuid,
          labels: {},
          images: [],
          source_image_id: '',
          source_build_ulid: '',
          created_at: '<time>',
          updated_at: '<time>',
        }
        assert.deepEqual(shapeOf(file), { build: unset })
        const running = await succeeded(run.running(file.build.id, LABELS))
        const labels = packer === '1.7.7' ? LABELS : {}
        assert.deepEqual(shapeOf(running), { build: { ...unset, status: 'RUNNING', labels } })
        await succeeded(run.running(other.build.id, {}))
        assert.deepEqual(shapeOf(await succeeded(run.running(file.build.id, LABELS))), shapeOf(running), 'a heartbeat')

        const done = {
          ...unset,
          status: 'DONE',
          cloud_provider: 'packer.file',
          labels: LABELS,
          images: [{ id: '<ulid>', ...IMAGE, created_at: '<time>' }],
          source_image_id: 'source',
        }
        assert.deepEqual(shapeOf(await succeeded(run.done(file.build.id, { labels: LABELS }))), { build: done })
        assert.deepEqual(await numberNow(run), [false, 0])
        await succeeded(run.done(other.build.id, { labels: LABELS }))
        const complete = await iterationNow(run)
        assert.deepEqual([complete.complete, complete.incremental_version], [true, 1])
        assert.deepEqual(shapeOf(listOf(complete.builds).find(({ id }) => id === file.build.id)), done)
        const { channel } = await succeeded(run.getChannel('latest'))
        assert.deepEqual([channel.iteration, channel.pointer.iteration], [complete, complete])
        assert.deepEqual((await succeeded(run.getIterationById(iteration.id))).iteration, complete)
      })

      test(`${packer}: a bucket that exists is updated instead`, async () => {
        const run = runOf('again', 'first')
        await succeeded(run.createBucket({ description: 'old', labels: LABELS }))
        assertRefused(await run.createBucket({ description: 'new' }), 6)
        const { bucket } = await succeeded(run.updateBucket({ description: 'new' }))
        assert.deepEqual([bucket.slug, bucket.description, bucket.labels], [named('again'), 'new', LABELS])
      })

      test(`${packer}: a complete iteration says so, which stops Packer, and takes no further build`, async () => {
        const run = runOf('complete', 'c1')
        const [build = ''] = await prepare(run, [FILE])
        await succeeded(run.done(build, { labels: {} }))
        const again = runOf('complete', 'c1')
        assertRefused(await again.createBucket({}), 6)
        await succeeded(again.updateBucket({}))
        const { id, complete } = await iterationNow(again)
        assert.equal(complete, true)
        assertRefused(await again.createBuild(id as string, NULL), 9)
        assertRefused(await again.running(build, {}), 9)
      })

      test(`${packer}: a run on an incomplete fingerprint keeps what is done and finishes the rest`, async () => {
        const first = runOf('resumed', 'r1')
        const [done = '', failed = ''] = await prepare(first, [FILE, NULL])
        await succeeded(first.running(done, {}))
        await succeeded(first.running(failed, {}))
        await succeeded(first.done(done, { labels: LABELS }))
        const { build } = await succeeded(first.failed(failed))
        assert.deepEqual([build.status, build.images, build.labels], ['FAILED', [], {}])

        const second = runOf('resumed', 'r1')
        assertRefused(await second.createBucket({}), 6)
        const { id } = await iterationNow(second)
        const { builds } = await succeeded(second.listBuilds(id as string))
        // Packer 1.7.7 writes into the labels that it receives here, and expects images on a build that is done.
        assert.deepEqual(
          Object.fromEntries(
            listOf(builds).map((each) => [each.component_type, [each.status, each.labels, listOf(each.images).length]]),
          ),
          { [FILE]: ['DONE', LABELS, 1], [NULL]: ['FAILED', {}, 0] },
        )
        assertRefused(await second.createBuild(id as string, NULL), 6)
        await succeeded(second.running(failed, {}))
        const finished = await succeeded(second.done(failed, { labels: {} }))
        assert.equal(finished.build.packer_run_uuid, second.runUuid)
        assert.deepEqual(await numberNow(second), [true, 1])
      })

      test(`${packer}: a cancelled build may say so twice, and one that never started stays UNSET`, async () => {
        const run = runOf('cancelled', 'x1')
        const [started = '', unstarted = ''] = await prepare(run, [FILE, NULL])
        await succeeded(run.running(started, {}))
        for (const answer of [await run.cancelled(started), await run.cancelled(started)])
          assert.deepEqual([answer.status, answer.body.build.status], [200, 'CANCELLED'])
        const { complete, builds } = await iterationNow(run)
        assert.equal(complete, false)
        assert.equal(listOf(builds).find(({ id }) => id === unstarted).status, 'UNSET')
        // A machine that was asleep reports late, and loses nothing.
        await succeeded(run.done(started, { labels: {} }))
        await succeeded(run.done(unstarted, { labels: {} }))
        assert.deepEqual(await numberNow(run), [true, 1])
      })

      test(`${packer}: a child names what it found through the data sources, and is known as its child`, async () => {
        const parent = runOf('parent', 'p1')
        const [base = ''] = await prepare(parent, [FILE])
        await succeeded(parent.done(base, { labels: {} }))
        const scene = inSlug(registry.admin, named('parent'))
        await newSlugChannel(scene, 'production', { fingerprint: 'p1' })
        const { channel } = await succeeded(parent.getChannel('production'))
        const { iteration } = await succeeded(parent.getIterationById(channel.iteration.id as string))
        assert.equal(iteration.builds[0].images[0].image_id, IMAGE.image_id)

        const child = runOf('child', 'c1')
        const [build = ''] = await prepare(child, [FILE])
        const told = { iterationId: iteration.id as string, channelId: channel.id as string }
        await succeeded(child.done(build, { labels: {}, ...(packer === '1.7.7' ? {} : { parent: told }) }))
        const relations = listOf((await scene.ok('ListBucketAncestry')).relations)
        const expected = packer === '1.7.7' ? [] : [[named('child'), told.iterationId, 'production', 'UP_TO_DATE']]
        assert.deepEqual(
          relations.map((edge) => [edge.child.bucket_slug, edge.parent.iteration_id, edge.parent.channel, edge.status]),
          expected,
        )
      })
    }

    test('Packer up to 1.9.0 finds exactly one organization and one project, whoever else there is', async () => {
      const { organizationId, projectId, store, clock } = registry
      const createdAt = clock.now()
      await store.transaction(async ({ organizations }) => {
        const other = { name: 'other', createdAt }
        const id = randomUUID()
        await organizations.insertOrganization({ ...other, id })
        await organizations.insertProject({ ...other, id: randomUUID(), organizationId: id, description: '' })
        await organizations.insertProject({ ...other, id: randomUUID(), organizationId, description: '' })
      })
      // An owner of the organization sees all its projects.
      for (const client of [await registry.principal('admin'), await registry.principal('contributor')]) {
        const send = rawClient(client, registry, 'packer/1.7.7')
        const list = (path: string) => succeeded(send({ method: 'GET', path: `//resource-manager/2019-12-10/${path}` }))
        const { organizations } = await list('organizations')
        assert.deepEqual(
          listOf(organizations).map(({ id }) => id as string),
          [organizationId],
        )
        const { projects } = await list(`projects?scope.id=${organizationId}&scope.type=ORGANIZATION`)
        assert.deepEqual(
          listOf(projects).map(({ id }) => id as string),
          [projectId],
        )
        assert.ok(projects[0].created_at < clock.now())
      }
    })
  })
