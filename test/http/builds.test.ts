// The rules of builds: what an update keeps, merges, replaces and refuses, and what ends an attempt.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import {
  type BucketScene,
  completeVersion,
  doneBuild,
  newBucket,
  newBuild,
  newVersion,
  updateBuild,
  versionOf,
} from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { METADATA } from '../support/packer-run.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf, shapeOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`builds on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    /** A version `fp` with a running build, and another build that keeps the version incomplete. */
    async function runningBuild(name: string): Promise<[BucketScene, Json]> {
      const bucket = await newBucket(admin, name)
      await newVersion(bucket, 'fp')
      await newBuild(bucket, 'fp', { component_type: 'file.other' })
      return [bucket, await newBuild(bucket, 'fp', { component_type: 'file.image', status: 'BUILD_RUNNING' })]
    }
    const read = async (bucket: BucketScene, build: Json): Promise<Json> =>
      (await bucket.ok('GetBuild', { params: { fingerprint: 'fp', build_id: build.id } })).build
    const refusedUpdate = (bucket: BucketScene, build: Json, code: number, body: object) =>
      bucket.refused('UpdateBuild', code, { params: { fingerprint: 'fp', build_id: build.id }, body })

    test('a build is created with everything it can have', async () => {
      const bucket = await newBucket(admin, 'full')
      const version = await newVersion(bucket, 'fp')
      const body = {
        component_type: 'amazon-ebs.ubuntu',
        packer_run_uuid: randomUUID(),
        status: 'BUILD_RUNNING',
        platform: 'aws',
        labels: { team: 'a' },
        source_external_identifier: 'ami-source',
      }
      const artifacts = [{ external_identifier: 'ami-1', region: 'eu-west-1' }]
      const parents = { parent_version_id: 'no-such-version', parent_channel_id: 'no-such-channel' }
      const build = await newBuild(bucket, 'fp', { ...body, ...parents, artifacts })
      assert.deepEqual(shapeOf(build), {
        id: '<ulid>',
        version_id: '<ulid>',
        ...body,
        artifacts: [{ id: '<ulid>', ...artifacts[0], created_at: '<time>' }],
        metadata: null,
        created_at: '<time>',
        updated_at: '<time>',
      })
      assert.equal(build.version_id, version.id)
      assert.deepEqual(await read(bucket, build), build)
      assert.deepEqual((await bucket.ok('ListBuilds', { params: { fingerprint: 'fp' } })).builds, [build])
    })

    test('a build needs a component type, and only once in a version', async () => {
      const [bucket] = await runningBuild('components')
      const create = (body: object) => ({ params: { fingerprint: 'fp' }, body })
      assert.match(await bucket.refused('CreateBuild', 3, create({})), /^component_type: is required/)
      assert.match(
        await bucket.refused('CreateBuild', 3, create({ component_type: '' })),
        /^component_type: is required/,
      )
      await bucket.refused('CreateBuild', 6, create({ component_type: 'file.image', status: 'BUILD_DONE' }))
      assert.equal((await newBuild(bucket, 'fp', { component_type: 'File.Image' })).component_type, 'File.Image')
    })

    test('a heartbeat changes nothing but the time of the update', async () => {
      const [bucket, build] = await runningBuild('heartbeat')
      const full = await updateBuild(bucket, build, 'fp', {
        platform: 'aws',
        labels: { kept: 'yes' },
        artifacts: [{ external_identifier: 'ami-1', region: 'r' }],
        metadata: METADATA,
        source_external_identifier: 'source',
        packer_run_uuid: 'run',
      })
      registry.clock.advance(1)
      const beat = { artifacts: null, packer_run_uuid: 'run', status: 'BUILD_RUNNING' }
      const after = await updateBuild(bucket, build, 'fp', beat)
      assert.deepEqual(after, { ...full, updated_at: after.updated_at })
      assert.ok(after.updated_at > full.updated_at)
    })

    test('labels are merged: new ones added, known ones changed, none removed', async () => {
      const [bucket, build] = await runningBuild('labels')
      const label = async (labels: object | null) =>
        (await updateBuild(bucket, build, 'fp', { labels })).labels as object
      assert.deepEqual(await label({ a: '1', b: '2' }), { a: '1', b: '2' })
      assert.deepEqual(await label({ b: '3', c: '' }), { a: '1', b: '3', c: '' })
      assert.deepEqual(await label({}), { a: '1', b: '3', c: '' })
      assert.deepEqual(await label(null), { a: '1', b: '3', c: '' })
    })

    test('artifacts are replaced as a list, each with an id and a time of its own; the same list stays what it is', async () => {
      const [bucket, build] = await runningBuild('artifacts')
      const put = async (...ids: string[]) => {
        const artifacts = ids.map((external_identifier) => ({ external_identifier, region: 'r' }))
        return listOf((await updateBuild(bucket, build, 'fp', { artifacts })).artifacts)
      }
      const first = await put('a', 'b', 'b')
      assert.deepEqual(shapeOf(first[0]), { id: '<ulid>', external_identifier: 'a', region: 'r', created_at: '<time>' })
      assert.equal(new Set(first.map(({ id }) => id as string)).size, 3)
      assert.deepEqual(await put('a', 'b', 'b'), first)
      const second = await put('c', 'a')
      assert.deepEqual(
        second.map(({ external_identifier }) => external_identifier as string),
        ['c', 'a'],
      )
      assert.ok(second.every(({ id }) => first.every((artifact) => artifact.id !== id)))
      assert.deepEqual(listOf((await read(bucket, build)).artifacts), second)
      assert.deepEqual(await put(), [])
    })

    test('platform and parents are written once: repeats are no change, other values are refused whole', async () => {
      const [bucket, build] = await runningBuild('once')
      const once = { platform: 'aws', parent_version_id: 'pv', parent_channel_id: 'pc' }
      await updateBuild(bucket, build, 'fp', once)
      await updateBuild(bucket, build, 'fp', once)
      for (const [field, name] of [
        ['platform', 'platform'],
        ['parent_version_id', 'parent version ID'],
        ['parent_channel_id', 'parent channel ID'],
      ] as const) {
        const message = await refusedUpdate(bucket, build, 6, { ...once, [field]: 'other', labels: { not: 'taken' } })
        assert.match(message, new RegExp(`^You cannot override a build's ${name} if it has already been set`))
      }
      const after = await read(bucket, build)
      assert.deepEqual([after.platform, after.labels], ['aws', {}])
    })

    test('packer_run_uuid and source_external_identifier may change', async () => {
      const [bucket, build] = await runningBuild('may-change')
      for (const value of ['one', 'two']) {
        const updated = await updateBuild(bucket, build, 'fp', {
          packer_run_uuid: value,
          source_external_identifier: value,
        })
        assert.deepEqual([updated.packer_run_uuid, updated.source_external_identifier], [value, value])
      }
    })

    test('metadata comes back as it was sent, on builds and on versions', async () => {
      const [bucket, build] = await runningBuild('metadata')
      const metadata = {
        packer: {
          version: '1.16.0',
          plugins: [{ name: 'amazon', version: '1.3.2' }],
          deep: { list: [1, 2.5, null, true, ''] },
        },
        vcs: { type: 'git', details: { ref: 'refs/heads/main', has_uncommitted_changes: false } },
        cicd: { type: 'github', details: { GITHUB_SHA: 'é\u{1f600}' } },
      }
      assert.deepEqual((await updateBuild(bucket, build, 'fp', { metadata })).metadata, metadata)
      const { builds } = await versionOf(bucket, 'fp')
      assert.deepEqual(listOf(builds).find(({ id }) => id === build.id).metadata, metadata)
      const sparse = await updateBuild(bucket, build, 'fp', { metadata: { packer: { plugins: null } } })
      assert.deepEqual(sparse.metadata, { packer: { plugins: null }, vcs: null, cicd: null })
    })

    test('every status follows every other while the build is not done', async () => {
      const [bucket, build] = await runningBuild('transitions')
      const statuses = ['UNSET', 'RUNNING', 'CANCELLED', 'FAILED']
      for (const from of statuses)
        for (const to of statuses) {
          await updateBuild(bucket, build, 'fp', { status: `BUILD_${from}` })
          assert.equal((await updateBuild(bucket, build, 'fp', { status: `BUILD_${to}` })).status, `BUILD_${to}`)
        }
      assert.equal((await updateBuild(bucket, build, 'fp', { status: 'BUILD_DONE' })).status, 'BUILD_DONE')
    })

    test('a done build stays done', async () => {
      const [bucket, build] = await runningBuild('stays-done')
      const done = await updateBuild(bucket, build, 'fp', { ...doneBuild('fp'), component_type: undefined })
      for (const status of ['UNSET', 'RUNNING', 'CANCELLED', 'FAILED'])
        assert.match(await refusedUpdate(bucket, build, 9, { status: `BUILD_${status}` }), /"file\.image" is done/)
      assert.deepEqual(await read(bucket, build), done)
    })

    test('a failed or cancelled attempt keeps labels but no artifacts, not even those that come with it', async () => {
      const [bucket, build] = await runningBuild('over')
      const artifacts = [{ external_identifier: 'half', region: 'r' }]
      for (const status of ['BUILD_FAILED', 'BUILD_CANCELLED']) {
        const running = await updateBuild(bucket, build, 'fp', {
          status: 'BUILD_RUNNING',
          artifacts,
          labels: { a: '1' },
        })
        assert.equal(listOf(running.artifacts).length, 1)
        const over = await updateBuild(bucket, build, 'fp', { status })
        assert.deepEqual([over.status, over.artifacts, over.labels], [status, [], { a: '1' }])
        assert.deepEqual((await updateBuild(bucket, build, 'fp', { status, artifacts })).artifacts, [])
      }
    })

    test('DONE without artifacts is accepted', async () => {
      const [bucket, build] = await runningBuild('without-artifacts')
      const done = await updateBuild(bucket, build, 'fp', { status: 'BUILD_DONE' })
      assert.deepEqual([done.status, done.artifacts], ['BUILD_DONE', []])
    })

    test('builds of a complete version can neither change, nor be added, nor be deleted', async () => {
      const bucket = await newBucket(admin, 'closed')
      const version = await completeVersion(bucket, 'fp')
      const [build] = listOf(version.builds)
      for (const body of [
        { labels: { late: 'yes' } },
        { packer_run_uuid: 'another' },
        { artifacts: [] },
        { status: 'BUILD_RUNNING' },
      ])
        await refusedUpdate(bucket, build, 9, body)
      assert.deepEqual(await updateBuild(bucket, build, 'fp', {}), build)
      await bucket.refused('CreateBuild', 9, { params: { fingerprint: 'fp' }, body: { component_type: 'file.late' } })
      await bucket.refused('DeleteBuild', 9, { params: { fingerprint: 'fp', build_id: build.id } })
      assert.deepEqual(await versionOf(bucket, 'fp'), version)
    })

    test('a build is deleted from an incomplete version, and its component may be built again', async () => {
      const [bucket, build] = await runningBuild('deleted')
      const ref = { params: { fingerprint: 'fp', build_id: build.id as string } }
      assert.deepEqual(await bucket.ok('DeleteBuild', ref), {})
      await bucket.refused('GetBuild', 5, ref)
      await bucket.refused('DeleteBuild', 5, ref)
      assert.notEqual((await newBuild(bucket, 'fp', { component_type: 'file.image' })).id, build.id)
    })

    test('a build is known only under its own version and bucket', async () => {
      const [bucket, build] = await runningBuild('own-place')
      await newVersion(bucket, 'other')
      const elsewhere = await newBucket(admin, 'other-place')
      await newVersion(elsewhere, 'fp')
      for (const [place, fingerprint] of [
        [bucket, 'other'],
        [elsewhere, 'fp'],
      ] as const) {
        const params = { fingerprint, build_id: build.id as string }
        await place.refused('GetBuild', 5, { params })
        await place.refused('UpdateBuild', 5, { params, body: { status: 'BUILD_DONE' } })
        await place.refused('DeleteBuild', 5, { params })
      }
      assert.equal((await read(bucket, build)).status, 'BUILD_RUNNING')
    })

    test('ListBuilds answers all builds at once, oldest first, whatever page is asked for', async () => {
      const bucket = await newBucket(admin, 'many-builds')
      await newVersion(bucket, 'fp')
      const names = Array.from({ length: 150 }, (_, index) => `file.image-${index}`)
      for (const component_type of names) await newBuild(bucket, 'fp', { component_type })
      for (const query of [{}, { 'pagination.page_size': '10' }]) {
        const { builds, pagination } = await bucket.ok('ListBuilds', { params: { fingerprint: 'fp' }, query })
        assert.deepEqual(
          listOf(builds).map(({ component_type }) => component_type as string),
          names,
        )
        assert.deepEqual(pagination, { next_page_token: '', previous_page_token: '' })
      }
    })
  })
