// Builds of packer 2021-04-30: nested in `build` and `updates`, found by their id alone, with images of a cloud provider.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { BucketScene } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import {
  completeIteration,
  doneIterationBuild,
  finishIterationBuild,
  inSlug,
  iterationOf,
  newIteration,
  newIterationBuild,
  newSlug,
  updateIterationBuild,
} from '../support/iteration-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { shapeOf } from '../support/shapes.ts'

const NOBODY = '01JZZZZZZZZZZZZZZZZZZZZZZZ'

for (const database of databases())
  describe(`builds of 2021-04-30 on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const buildOf = async (bucket: BucketScene, id: string): Promise<Json> =>
      (await bucket.ok('GetBuild', { params: { build_id: id } })).build

    test('a build has all its fields from the first, and is the same however it is read', async () => {
      const bucket = await newSlug(admin, 'created')
      const iteration = await newIteration(bucket, 'fp')
      const run = randomUUID()
      const made = await newIterationBuild(bucket, iteration, { component_type: 'amazon-ebs.x', packer_run_uuid: run })
      assert.deepEqual(shapeOf({ ...made, iteration_id: made.iteration_id === iteration.id }), {
        id: '<ulid>',
        iteration_id: true,
        component_type: 'amazon-ebs.x',
        status: 'UNSET',
        cloud_provider: '',
        packer_run_uuid: run,
        labels: {},
        images: [],
        source_image_id: '',
        source_build_ulid: '',
        created_at: '<time>',
        updated_at: '<time>',
      })
      assert.deepEqual(await buildOf(bucket, made.id as string), made)
      assert.deepEqual((await iterationOf(bucket, 'fp')).builds, [made])
      assert.deepEqual(await bucket.ok('ListBuilds', { params: { iteration_id: iteration.id } }), {
        builds: [made],
        location: { organization_id: registry.organizationId, project_id: registry.projectId, region: null },
        pagination: { next_page_token: '', previous_page_token: '' },
      })
    })

    test('the bodies of Packer up to 1.8.4 repeat what the path says; the path wins', async () => {
      const bucket = await newSlug(admin, 'repeated')
      const iteration = await newIteration(bucket, 'fp')
      const location = { organization_id: 'someone', project_id: 'else', region: { provider: 'aws', region: 'x' } }
      const wrong = { bucket_slug: 'another', fingerprint: 'another', iteration_id: NOBODY, location }
      const build = { component_type: 'file.a', images: null, labels: null, status: 'UNSET', source_image_id: '' }
      const params = { iteration_id: iteration.id as string }
      const made = (await bucket.ok('CreateBuild', { params, body: { ...wrong, build } })).build
      assert.equal(made.iteration_id, iteration.id)

      const updates = { images: null, labels: null, status: 'RUNNING', packer_run_uuid: randomUUID() }
      const body = { build_id: NOBODY, location, updates }
      const updated = (await bucket.ok('UpdateBuild', { params: { build_id: made.id }, body })).build
      assert.deepEqual(
        { ...updated, updated_at: '' },
        { ...made, status: 'RUNNING', packer_run_uuid: updates.packer_run_uuid, updated_at: '' },
      )
    })

    test('what is absent, empty or null stays; labels are merged, images replaced', async () => {
      const bucket = await newSlug(admin, 'merged')
      const iteration = await newIteration(bucket, 'fp')
      await newIterationBuild(bucket, iteration, { component_type: 'file.other' })
      const images = [
        { image_id: 'one', region: 'x' },
        { image_id: 'two', region: 'y' },
      ]
      const sent = { cloud_provider: 'aws', source_image_id: 'ami-0', packer_run_uuid: randomUUID() }
      const made = await newIterationBuild(bucket, iteration, {
        component_type: 'file.a',
        status: 'RUNNING',
        labels: { a: '1', b: '1' },
        images,
        ...sent,
      })
      assert.deepEqual(shapeOf(made.images), [
        { id: '<ulid>', ...images[0], created_at: '<time>' },
        { id: '<ulid>', ...images[1], created_at: '<time>' },
      ])
      const same = async (updates: object) => {
        const build = await updateIterationBuild(bucket, made, updates)
        assert.deepEqual(build, { ...made, updated_at: build.updated_at })
      }
      await same({})
      await same({ images: null, labels: null, cloud_provider: null, status: null, source_image_id: null })
      await same({ cloud_provider: '', source_image_id: '', packer_run_uuid: '', labels: {}, status: '' })
      await same({ images })
      const silent = await bucket.ok('UpdateBuild', { params: { build_id: made.id }, body: {} })
      assert.deepEqual(silent.build, { ...made, updated_at: silent.build.updated_at })

      const changed = await updateIterationBuild(bucket, made, {
        labels: { b: '2', c: '3' },
        images: [{ image_id: 'three', region: 'z' }],
        source_image_id: 'ami-1',
      })
      assert.deepEqual(changed.labels, { a: '1', b: '2', c: '3' })
      assert.deepEqual(shapeOf(changed.images), [
        { id: '<ulid>', image_id: 'three', region: 'z', created_at: '<time>' },
      ])
      assert.deepEqual([changed.cloud_provider, changed.source_image_id], ['aws', 'ami-1'])
      assert.deepEqual((await updateIterationBuild(bucket, made, { images: [] })).images, [])
    })

    test('a cloud provider and parents are written once, and refused by their names here', async () => {
      const bucket = await newSlug(admin, 'once')
      const iteration = await newIteration(bucket, 'fp')
      const parents = { source_iteration_id: NOBODY, source_channel_id: NOBODY }
      const made = await newIterationBuild(bucket, iteration, {
        component_type: 'file.a',
        cloud_provider: 'aws',
        ...parents,
      })
      await updateIterationBuild(bucket, made, { cloud_provider: 'aws', ...parents })
      const another = { cloud_provider: 'gce', source_iteration_id: iteration.id, source_channel_id: iteration.id }
      for (const [field, value] of Object.entries(another)) {
        const call = { params: { build_id: made.id as string }, body: { updates: { [field]: value } } }
        assert.match(await bucket.refused('UpdateBuild', 6, call), /^You cannot override a build's/)
      }
      const long = async (field: string, value: unknown) =>
        bucket.refused('UpdateBuild', 3, { params: { build_id: made.id }, body: { updates: { [field]: value } } })
      for (const field of ['cloud_provider', 'source_iteration_id', 'source_channel_id', 'source_image_id'])
        assert.match(await long(field, 'x'.repeat(2000)), new RegExp(`^${field}: must be at most \\d+ bytes long$`))
      assert.match(await long('images', [{ image_id: 'x'.repeat(2000) }]), /^images\[0\]\.image_id: must be at most/)
    })

    test('the last build that is done completes the iteration before it is answered', async () => {
      const bucket = await newSlug(admin, 'completing')
      const iteration = await newIteration(bucket, 'fp')
      const made = []
      for (const component_type of ['file.a', 'file.b'])
        made.push(await newIterationBuild(bucket, iteration, { component_type, status: 'RUNNING' }))
      const done = { ...doneIterationBuild('fp'), component_type: undefined }
      await updateIterationBuild(bucket, made[0], done)
      assert.equal((await iterationOf(bucket, 'fp')).complete, false)
      const last = await updateIterationBuild(bucket, made[1], done)
      const { complete, incremental_version, builds } = await iterationOf(bucket, 'fp')
      assert.deepEqual([complete, incremental_version, builds[1]], [true, 1, last])
      assert.deepEqual(await updateIterationBuild(bucket, made[1], done), last, 'a repeat is answered alike')
      const call = (updates: object) => ({ params: { build_id: last.id as string }, body: { updates } })
      await bucket.refused('UpdateBuild', 9, call({ status: 'RUNNING' }))
      await bucket.refused('UpdateBuild', 9, call({ labels: { new: 'label' } }))
    })

    test('every status is read and written in its words here', async () => {
      const bucket = await newSlug(admin, 'statuses')
      const iteration = await newIteration(bucket, 'fp')
      await newIterationBuild(bucket, iteration, { component_type: 'file.open' })
      const build = await newIterationBuild(bucket, iteration, { component_type: 'file.a' })
      for (const status of ['RUNNING', 'FAILED', 'RUNNING', 'CANCELLED', 'UNSET', 'DONE'])
        assert.equal((await updateIterationBuild(bucket, build, { status })).status, status)
      for (const status of ['BUILD_DONE', 'done', 'PENDING', 3]) {
        const call = { params: { build_id: build.id as string }, body: { updates: { status } } }
        assert.match(await bucket.refused('UpdateBuild', 3, call), /^updates\.status: must be one of UNSET, RUNNING/)
      }
    })

    test('a second build of a component is a duplicate, a build without one is none', async () => {
      const bucket = await newSlug(admin, 'duplicates')
      const { id } = await newIteration(bucket, 'fp')
      const create = (build: object | null | undefined) => ({ params: { iteration_id: id as string }, body: { build } })
      await bucket.ok('CreateBuild', create({ component_type: 'file.a' }))
      await bucket.refused('CreateBuild', 6, create({ component_type: 'file.a', status: 'RUNNING' }))
      for (const build of [undefined, null, {}, { component_type: '' }])
        assert.match(await bucket.refused('CreateBuild', 3, create(build)), /^component_type: is required/)
      const complete = await completeIteration(bucket, 'complete')
      const call = { params: { iteration_id: complete.id as string }, body: { build: { component_type: 'file.b' } } }
      assert.match(await bucket.refused('CreateBuild', 9, call), /is complete: use a new fingerprint/)
    })

    test('a build is deleted by its id while its iteration is incomplete', async () => {
      const bucket = await newSlug(admin, 'deleted')
      const iteration = await newIteration(bucket, 'fp')
      const left = await newIterationBuild(bucket, iteration, { component_type: 'file.left-out' })
      await finishIterationBuild(bucket, iteration, doneIterationBuild('fp'))
      const params = { build_id: left.id as string }
      assert.deepEqual(await bucket.ok('DeleteBuild', { params }), {})
      const { complete, builds } = await iterationOf(bucket, 'fp')
      assert.equal(complete, true, 'the others were done')
      await bucket.refused('DeleteBuild', 9, { params: { build_id: builds[0].id } })
      for (const operation of ['GetBuild', 'UpdateBuild', 'DeleteBuild'])
        assert.match(await bucket.refused(operation, 5, { params }), /^build ".*" does not exist$/)
    })

    test('builds are found in the project of the path alone', async () => {
      const bucket = await newSlug(admin, 'located')
      const { id } = await newIterationBuild(bucket, await newIteration(bucket, 'fp'), { component_type: 'file.a' })
      const params = { build_id: id as string, 'location.project_id': '22222222-2222-4222-8222-222222222222' }
      for (const operation of ['GetBuild', 'UpdateBuild', 'DeleteBuild']) await bucket.refused(operation, 7, { params })
      const unknown = { iteration_id: NOBODY }
      await bucket.refused('ListBuilds', 5, { params: unknown })
      await inSlug(admin, 'nowhere').refused('ListBuilds', 5, { params: unknown })
    })
  })
