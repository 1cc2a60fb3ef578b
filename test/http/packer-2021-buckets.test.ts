// Buckets in packer 2021-04-30. The rules are those of buckets.test.ts; this tests their spelling.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { inBucket, pagesOf } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import {
  completeIteration,
  doneIterationBuild,
  inSlug,
  newIteration,
  newIterationBuild,
  newSlug,
  newSlugChannel,
  slugChannelOf,
  updateIteration,
  updateIterationBuild,
} from '../support/iteration-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused, listOf, shapeOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`buckets of 2021-04-30 on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const read = async (slug: string): Promise<Json> => (await inSlug(admin, slug).ok('GetBucket')).bucket
    const locationHere = () => ({ organization_id: registry.organizationId, project_id: registry.projectId })

    test('a bucket is created with its slug, description and labels, and has `latest`', async () => {
      const bucket = inSlug(admin, 'created')
      const body = { bucket_slug: 'created', description: 'An image.', labels: { os: 'ubuntu' } }
      const made = (await bucket.ok('CreateBucket', { body })).bucket
      assert.deepEqual(shapeOf(made), {
        id: '<ulid>',
        slug: 'created',
        description: 'An image.',
        labels: { os: 'ubuntu' },
        location: { ...locationHere(), region: null },
        platforms: [],
        iteration_count: '0',
        latest_iteration: null,
        latest_version: 0,
        parents: null,
        children: null,
        created_at: '<time>',
        updated_at: '<time>',
      })
      assert.deepEqual(await read('created'), made)
      assert.deepEqual(shapeOf((await bucket.ok('ListChannels')).channels), [
        {
          id: '<ulid>',
          slug: 'latest',
          bucket_slug: 'created',
          author_id: 'Assay',
          managed: true,
          restricted: true,
          iteration: null,
          pointer: null,
          created_at: '<time>',
          updated_at: '<time>',
        },
      ])
      await bucket.refused('CreateBucket', 6, { body })
      await bucket.refused('CreateBucket', 3, { body: { bucket_slug: 'a b' } })
      await bucket.refused('CreateBucket', 3, { body: {} })
    })

    test('an update keeps what it does not mention, whatever nulls and path values come along', async () => {
      const bucket = inSlug(admin, 'updated')
      await bucket.ok('CreateBucket', { body: { bucket_slug: 'updated', description: 'first', labels: { a: '1' } } })
      const update = async (body: object) => {
        const changed = (await bucket.ok('UpdateBucket', { body })).bucket
        assert.deepEqual(await read('updated'), changed)
        return [changed.slug, changed.description, changed.labels]
      }
      assert.deepEqual(await update({}), ['updated', 'first', { a: '1' }])
      const nulls = { description: null, labels: null, platforms: null, location: null }
      assert.deepEqual(await update(nulls), ['updated', 'first', { a: '1' }])
      const another = { bucket_slug: 'another', location: { organization_id: 'x', project_id: 'y', region: {} } }
      assert.deepEqual(await update({ ...another, labels: { b: '2' } }), ['updated', 'first', { b: '2' }])
      assert.deepEqual(await update({ description: 'second', platforms: ['aws'] }), ['updated', 'second', { b: '2' }])
      await inSlug(admin, 'another').refused('GetBucket', 5)
    })

    test('camelCase is read as well', async () => {
      const body = { bucketSlug: 'camel-case', location: { organizationId: registry.organizationId } }
      await inSlug(admin, 'camel-case').ok('CreateBucket', { body })
      assert.equal((await read('camel-case')).slug, 'camel-case')
    })

    test('the bucket counts complete iterations as text, numbers them as numbers and shows the newest', async () => {
      const bucket = await newSlug(admin, 'counted')
      const first = await completeIteration(bucket, 'first')
      const open = await newIteration(bucket, 'second')
      const { iteration_count, latest_version, latest_iteration, platforms } = await read('counted')
      assert.deepEqual([iteration_count, latest_version, platforms], ['1', 1, ['packer.file']])
      // The one representation of an iteration without these two.
      assert.deepEqual({ ...latest_iteration, has_descendants: false, template_type: first.template_type }, first)

      const build = await newIterationBuild(bucket, open, { component_type: 'amazon-ebs.x', status: 'RUNNING' })
      await updateIterationBuild(bucket, build, { ...doneIterationBuild('second'), cloud_provider: 'aws' })
      const after = await read('counted')
      assert.deepEqual([after.iteration_count, after.latest_version, after.platforms], ['2', 2, ['aws']])

      const plain = await newIteration(bucket, 'third')
      await newIterationBuild(bucket, plain, { component_type: 'null.a', status: 'RUNNING' })
      for (const [component_type, cloud_provider] of [
        ['null.b', ''],
        ['null.c', 'gce'],
        ['null.d', 'azure'],
      ])
        await newIterationBuild(bucket, plain, { component_type, cloud_provider, status: 'DONE' })
      await updateIteration(bucket, plain, { complete: true })
      assert.deepEqual((await read('counted')).platforms, ['azure', 'gce'], 'by name, and none that is not known')
      await bucket.ok('DeleteIteration', { params: { iteration_id: plain.id as string } })

      await updateIteration(bucket, open, { revoke_in: '0s' })
      const back = await read('counted')
      assert.deepEqual([back.iteration_count, back.latest_version, back.latest_iteration.id], ['2', 1, first.id])
    })

    test('the latest iteration is there as soon as there is any: valid, else complete, else the newest', async () => {
      const bucket = await newSlug(admin, 'shown')
      const shown = async () => {
        const { latest_iteration, latest_version, iteration_count } = await read('shown')
        const { buckets } = await admin.ok('2021-04-30/PackerService_ListBuckets', {
          query: { 'pagination.page_size': 1000 },
        })
        const listed = listOf(buckets).find(({ slug }) => slug === 'shown')
        assert.deepEqual(listed.latest_iteration, latest_iteration)
        return [latest_iteration?.fingerprint ?? null, latest_version, iteration_count]
      }
      assert.deepEqual(await shown(), [null, 0, '0'])
      await newIteration(bucket, 'first')
      assert.deepEqual(await shown(), ['first', 0, '0'])
      const open = await newIteration(bucket, 'second')
      assert.deepEqual(await shown(), ['second', 0, '0'])
      assert.deepEqual((await read('shown')).latest_iteration.builds, [])

      const one = await completeIteration(bucket, 'one')
      assert.deepEqual(await shown(), ['one', 1, '1'])
      await newIteration(bucket, 'third')
      assert.deepEqual(await shown(), ['one', 1, '1'])
      const two = await completeIteration(bucket, 'two')
      await updateIteration(bucket, two, { revoke_in: '0s' })
      assert.deepEqual(await shown(), ['one', 1, '2'])
      await updateIteration(bucket, one, { revoke_in: '0s' })
      assert.deepEqual(await shown(), ['two', 2, '2'], 'nothing is valid')
      assert.equal((await inBucket(admin, 'shown').ok('GetBucket')).bucket.latest_version, null)

      for (const { id } of [one, two, open])
        await bucket.ok('DeleteIteration', { params: { iteration_id: id as string } })
      assert.deepEqual(await shown(), ['third', 0, '0'])
    })

    test('a bucket is deleted with all that hangs on it', async () => {
      const bucket = await newSlug(admin, 'deleted')
      const iteration = await completeIteration(bucket, 'fp')
      await newSlugChannel(bucket, 'production', { iteration_id: iteration.id })
      assert.deepEqual(await bucket.ok('DeleteBucket'), {})
      for (const operation of ['GetBucket', 'DeleteBucket', 'UpdateBucket', 'ListChannels', 'ListIterations'])
        assert.equal(await bucket.refused(operation, 5), 'bucket "deleted" does not exist')
      await bucket.refused('UpdateIteration', 5, { params: { iteration_id: iteration.id } })
      await bucket.refused('GetBuild', 5, { params: { build_id: iteration.builds[0].id } })
      await newSlug(admin, 'deleted')
      assert.equal((await slugChannelOf(bucket, 'latest')).iteration, null)
    })
  })

for (const database of databases())
  describe(`the list of buckets of 2021-04-30 on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
      for (const slug of ['bbb', 'ddd', 'aaa', 'ccc', 'eee']) await newSlug(admin, slug)
    })
    after(() => registry.close())

    const list = (query: Readonly<Record<string, string | readonly string[]>>): Promise<Json> =>
      admin.ok('2021-04-30/PackerService_ListBuckets', { query })
    const slugs = (page: Json) => listOf(page.buckets).map(({ slug }) => slug as string)

    test('it is sorted by slug, as providers up to 0.81 ask, and comes in pages', async () => {
      assert.deepEqual(slugs(await list({})), ['aaa', 'bbb', 'ccc', 'ddd', 'eee'])
      const asked = { 'sorting.order_by': 'slug', 'pagination.page_size': '2' }
      const pages = await pagesOf((query) => list({ ...asked, ...query }))
      assert.deepEqual(pages.map(slugs), [['aaa', 'bbb'], ['ccc', 'ddd'], ['eee']])
      const token = pages[2].pagination.previous_page_token as string
      assert.deepEqual(slugs(await list({ ...asked, 'pagination.previous_page_token': token })), ['ccc', 'ddd'])
    })

    test('it can be sorted the other way, by time, and by no field that is not there', async () => {
      assert.deepEqual(slugs(await list({ 'sorting.order_by': 'slug desc' })), ['eee', 'ddd', 'ccc', 'bbb', 'aaa'])
      assert.deepEqual(slugs(await list({ 'sorting.order_by': 'created_at' })), ['bbb', 'ddd', 'aaa', 'ccc', 'eee'])
      for (const field of ['name', 'bucket', 'slug sideways']) {
        const answer = await admin.call('2021-04-30/PackerService_ListBuckets', {
          query: { 'sorting.order_by': field },
        })
        assert.match(assertRefused(answer, 3), /^sorting\.order_by: .* use one of slug, created_at, updated_at/)
      }
    })

    test('a token of one order is no token of another', async () => {
      const { pagination } = await list({ 'pagination.page_size': '1' })
      const query = { 'pagination.next_page_token': pagination.next_page_token, 'sorting.order_by': 'slug desc' }
      assertRefused(await admin.call('2021-04-30/PackerService_ListBuckets', { query }), 3)
    })
  })
