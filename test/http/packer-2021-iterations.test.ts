// Iterations of packer 2021-04-30: three ways to name one, completion, listing, deletion.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type BucketScene, pagesOf } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import {
  completeIteration,
  inSlug,
  iterationOf,
  newIteration,
  newIterationBuild,
  newSlug,
  newSlugChannel,
  slugChannelOf,
  updateIteration,
  updateIterationBuild,
  updateSlugChannel,
} from '../support/iteration-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf, shapeOf } from '../support/shapes.ts'

const NOBODY = '01JZZZZZZZZZZZZZZZZZZZZZZZ'

for (const database of databases())
  describe(`iterations of 2021-04-30 on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const by = async (bucket: BucketScene, query: Readonly<Record<string, string | number>>): Promise<Json> =>
      (await bucket.ok('GetIteration', { query })).iteration
    const refuse = (bucket: BucketScene, code: number, query: Readonly<Record<string, string | number>>) =>
      bucket.refused('GetIteration', code, { query })

    test('an iteration is created incomplete, with number 0', async () => {
      const bucket = await newSlug(admin, 'created')
      const body = { bucket_slug: 'created', fingerprint: 'c0ffee', template_type: 'HCL2', location: {} }
      const { iteration } = await bucket.ok('CreateIteration', { body })
      assert.deepEqual(shapeOf(iteration), {
        id: '<ulid>',
        bucket_slug: 'created',
        fingerprint: 'c0ffee',
        incremental_version: 0,
        complete: false,
        author_id: 'admin',
        builds: [],
        template_type: 'HCL2',
        has_descendants: false,
        iteration_ancestor_id: '',
        revoke_at: null,
        revocation_type: 'UNSET',
        revocation_author: '',
        revocation_message: '',
        revocation_inherited_from: null,
        created_at: '<time>',
        updated_at: '<time>',
      })
      assert.deepEqual(await iterationOf(bucket, 'c0ffee'), iteration)
      await bucket.refused('CreateIteration', 6, { body })
      for (const fingerprint of ['', '-a', 'a b', 'x'.repeat(41)])
        assert.match(await bucket.refused('CreateIteration', 3, { body: { fingerprint } }), /^fingerprint: /)
    })

    test('what clients before 1.8.5 do not say, the kind of template, is unset', async () => {
      const bucket = await newSlug(admin, 'templates')
      const kind = async (fingerprint: string, body: object) =>
        (await bucket.ok('CreateIteration', { body: { fingerprint, ...body } })).iteration.template_type
      assert.equal(await kind('none', {}), 'TEMPLATE_TYPE_UNSET')
      assert.equal(await kind('null', { template_type: null }), 'TEMPLATE_TYPE_UNSET')
      assert.equal(await kind('json', { template_type: 'JSON' }), 'JSON')
      await bucket.refused('CreateIteration', 3, { body: { fingerprint: 'yaml', template_type: 'YAML' } })
    })

    test('one iteration is found by its id, its fingerprint and, once it is complete, its number', async () => {
      const bucket = await newSlug(admin, 'found')
      await completeIteration(bucket, 'first')
      const second = await completeIteration(bucket, 'second')
      assert.deepEqual([second.incremental_version, second.complete], [2, true])
      assert.deepEqual(await by(bucket, { iteration_id: second.id }), second)
      assert.deepEqual(await by(bucket, { fingerprint: 'second' }), second)
      assert.deepEqual(await by(bucket, { incremental_version: 2 }), second)
      // The first of several counts; an empty one is ignored.
      assert.deepEqual(await by(bucket, { iteration_id: second.id, fingerprint: 'first' }), second)
      assert.deepEqual(await by(bucket, { fingerprint: 'second', incremental_version: 1 }), second)
      assert.deepEqual(await by(bucket, { iteration_id: '', fingerprint: '', incremental_version: 2 }), second)
      assert.deepEqual(await by(bucket, { incremental_version: 0, fingerprint: 'second' }), second)
    })

    test('an unknown fingerprint is refused with code 10, after which Packer creates the iteration', async () => {
      const bucket = await newSlug(admin, 'unknown')
      const words = (attribute: string, value: string) =>
        `iteration with attributes (${attribute}: ${value}) does not exist`
      assert.equal(await refuse(bucket, 10, { fingerprint: 'nope' }), words('fingerprint', 'nope'))
      assert.equal(await refuse(bucket, 5, { incremental_version: 99 }), words('incremental_version', '99'))
      assert.equal(await refuse(bucket, 5, { iteration_id: 'nope' }), words('id', 'nope'))
      await newIteration(bucket, 'open')
      await refuse(bucket, 5, { incremental_version: 1 })
      await refuse(bucket, 3, {})
      await refuse(bucket, 3, { incremental_version: 0 })
      await refuse(bucket, 3, { incremental_version: -1 })
      await refuse(bucket, 3, { incremental_version: 'one' })
      const nowhere = inSlug(admin, 'nowhere')
      for (const query of [{ fingerprint: 'nope' }, { incremental_version: 1 }])
        assert.equal(await refuse(nowhere, 5, query), 'bucket "nowhere" does not exist')
    })

    test('an iteration is none of another bucket', async () => {
      const [bucket, other] = [await newSlug(admin, 'own'), await newSlug(admin, 'other')]
      const { id } = await completeIteration(bucket, 'fp')
      const params = { iteration_id: id as string }
      const words = `iteration with attributes (id: ${params.iteration_id}) does not exist`
      assert.equal(await refuse(other, 5, { iteration_id: id }), words)
      assert.equal(await other.refused('ListBuilds', 5, { params }), words)
      assert.equal(await other.refused('CreateBuild', 5, { params, body: {} }), words)
      assert.equal(await other.refused('UpdateIteration', 5, { params, body: { bucket_slug: 'other' } }), words)
      assert.equal(await other.refused('DeleteIteration', 5, { params, query: { bucket_slug: 'other' } }), words)
      await refuse(other, 10, { fingerprint: 'fp' })
      await refuse(other, 5, { incremental_version: 1 })
      assert.equal((await iterationOf(bucket, 'fp')).id, id)
    })

    test('an iteration is completed by its last build, or on request when one is done', async () => {
      const bucket = await newSlug(admin, 'completed')
      const iteration = await newIteration(bucket, 'asked')
      await bucket.refused('UpdateIteration', 9, { params: { iteration_id: iteration.id }, body: { complete: true } })
      const done = await newIterationBuild(bucket, iteration, { component_type: 'file.a' })
      await newIterationBuild(bucket, iteration, { component_type: 'file.b' })
      await bucket.refused('UpdateIteration', 9, { params: { iteration_id: iteration.id }, body: { complete: true } })
      await updateIterationBuild(bucket, done, { status: 'DONE' })
      assert.equal((await iterationOf(bucket, 'asked')).complete, false)
      const answer = await updateIteration(bucket, iteration, { complete: true, bucket_slug: 'completed' })
      assert.deepEqual([answer.iteration.complete, answer.iteration.incremental_version], [true, 1])
      assert.equal(answer.operation, null)
      assert.deepEqual(await iterationOf(bucket, 'asked'), answer.iteration)
      assert.deepEqual((await slugChannelOf(bucket, 'latest')).iteration, answer.iteration)
      // Once more, and bodies of a generated client that asks for nothing, Go's zero time included.
      const same = [{ complete: true }, { revoke_at: '0001-01-01T00:00:00.000Z' }, { complete: false, restore: false }]
      for (const body of same)
        assert.deepEqual((await updateIteration(bucket, iteration, body)).iteration, answer.iteration)
    })

    test('the list tells the status of each build by its component, newest iteration first', async () => {
      const bucket = await newSlug(admin, 'listed')
      const complete = await completeIteration(bucket, 'complete')
      const open = await newIteration(bucket, 'open')
      const statuses = { 'file.a': 'UNSET', 'file.b': 'RUNNING', 'file.c': 'CANCELLED', 'file.d': 'FAILED', e: 'DONE' }
      for (const [component_type, status] of Object.entries(statuses))
        await newIterationBuild(bucket, open, { component_type, status })
      const { iterations } = await bucket.ok('ListIterations')
      // An iteration with these statuses instead of its builds.
      const listed = (iteration: Json, build_statuses: object) =>
        Object.fromEntries(
          Object.entries({ ...iteration, build_statuses }).filter(
            ([name]) => !['builds', 'template_type'].includes(name),
          ),
        )
      assert.deepEqual(iterations, [
        listed(await iterationOf(bucket, 'open'), statuses),
        listed(complete, { 'file.image': 'DONE' }),
      ])
    })

    test('the list comes in pages, sorted by time or number', async () => {
      const bucket = await newSlug(admin, 'paged')
      for (const fingerprint of ['one', 'two', 'three']) await completeIteration(bucket, fingerprint)
      const list = (query: Readonly<Record<string, string>>): Promise<Json> => bucket.ok('ListIterations', { query })
      const prints = (page: Json) => listOf(page.iterations).map(({ fingerprint }) => fingerprint as string)
      const pages = await pagesOf((query) => list({ 'pagination.page_size': '2', ...query }))
      assert.deepEqual(pages.map(prints), [['three', 'two'], ['one']])
      assert.deepEqual(prints(await list({ 'sorting.order_by': 'incremental_version' })), ['one', 'two', 'three'])
      assert.deepEqual(prints(await list({ 'sorting.order_by': 'updated_at desc' })), ['three', 'two', 'one'])
      await bucket.refused('ListIterations', 3, { query: { 'sorting.order_by': 'name' } })
      await bucket.refused('ListIterations', 3, { query: { 'pagination.next_page_token': 'nonsense' } })
      await inSlug(admin, 'nowhere').refused('ListIterations', 5)
    })

    test('an iteration is deleted by its id, and its number is not given again', async () => {
      const bucket = await newSlug(admin, 'deleted')
      await completeIteration(bucket, 'one')
      const { id, builds } = await completeIteration(bucket, 'two')
      const params = { iteration_id: id as string }
      assert.deepEqual(await bucket.ok('DeleteIteration', { params, query: { bucket_slug: 'deleted' } }), {})
      await bucket.refused('DeleteIteration', 5, { params })
      await bucket.refused('GetBuild', 5, { params: { build_id: builds[0].id } })
      await refuse(bucket, 10, { fingerprint: 'two' })
      assert.equal((await slugChannelOf(bucket, 'latest')).iteration.fingerprint, 'one')
      assert.equal((await completeIteration(bucket, 'three')).incremental_version, 3)
      await bucket.refused('DeleteIteration', 5, { params: { iteration_id: NOBODY } })
    })

    test('an iteration that a channel holds is deleted only with rollback_channels', async () => {
      const bucket = await newSlug(admin, 'held')
      const [one, two] = [await completeIteration(bucket, 'one'), await completeIteration(bucket, 'two')]
      await newSlugChannel(bucket, 'production', { iteration_id: one.id })
      await updateSlugChannel(bucket, 'production', { iteration_id: two.id })
      const params = { iteration_id: two.id as string }
      for (const query of [{}, { rollback_channels: 'false' }])
        assert.match(await bucket.refused('DeleteIteration', 9, { params, query }), /channel "production"/)
      await bucket.ok('DeleteIteration', { params, query: { rollback_channels: 'true' } })
      assert.deepEqual((await slugChannelOf(bucket, 'production')).iteration, one)
    })
  })
