// Channels of packer 2021-04-30: assigned by any of three keys, with or without a mask, read in two places.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type BucketScene, pagesOf } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import {
  completeIteration,
  newIteration,
  newSlug,
  newSlugChannel,
  slugChannelOf,
  updateIteration,
  updateSlugChannel,
} from '../support/iteration-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf, shapeOf } from '../support/shapes.ts'

const ALL_KEYS = 'iterationId,fingerprint,incrementalVersion'

for (const database of databases())
  describe(`channels of 2021-04-30 on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    /** A bucket with the complete iterations `one` and `two` and the channel `production`, which points to `one`. */
    async function assigned(
      slug: string,
    ): Promise<{ readonly bucket: BucketScene; readonly one: Json; readonly two: Json }> {
      const bucket = await newSlug(admin, slug)
      const [one, two] = [await completeIteration(bucket, 'one'), await completeIteration(bucket, 'two')]
      await newSlugChannel(bucket, 'production', { fingerprint: 'one' })
      return { bucket, one, two }
    }
    /** The iteration that the channel points to after the update, and whether the channel is restricted. */
    const update = async (bucket: BucketScene, body: object) => {
      const channel = await updateSlugChannel(bucket, 'production', body)
      assert.deepEqual(await slugChannelOf(bucket, 'production'), channel)
      return [channel.iteration?.fingerprint ?? null, channel.restricted]
    }
    const refuse = (bucket: BucketScene, code: number, body: object, slug = 'production') =>
      bucket.refused('UpdateChannel', code, { params: { slug }, body })

    test('a channel has its iteration in `iteration` and in `pointer`, with builds and images', async () => {
      const { bucket, one } = await assigned('pointing')
      const channel = await slugChannelOf(bucket, 'production')
      assert.deepEqual(channel.iteration, one)
      assert.deepEqual(channel.pointer, {
        author_id: 'admin',
        created_at: channel.updated_at,
        iteration: one,
      })
      assert.equal(one.builds[0].images[0].image_id, 'one.img')
      assert.deepEqual(shapeOf({ ...channel, iteration: null, pointer: null }), {
        id: '<ulid>',
        slug: 'production',
        bucket_slug: 'pointing',
        author_id: 'admin',
        managed: false,
        restricted: false,
        iteration: null,
        pointer: null,
        created_at: '<time>',
        updated_at: '<time>',
      })
      const { channels } = await bucket.ok('ListChannels')
      assert.deepEqual(channels, [await slugChannelOf(bucket, 'latest'), channel])
    })

    test('a channel is created with any of the keys or none, restricted or not', async () => {
      const { bucket, one, two } = await assigned('created')
      const create = async (slug: string, body: object) => {
        const channel = await newSlugChannel(bucket, slug, body)
        return [channel.iteration?.fingerprint ?? null, channel.pointer?.iteration.id ?? null, channel.restricted]
      }
      assert.deepEqual(await create('bare', {}), [null, null, false])
      assert.deepEqual(await create('by-id', { iteration_id: two.id, restriction: 'RESTRICTED' }), [
        'two',
        two.id,
        true,
      ])
      assert.deepEqual(await create('by-number', { incremental_version: 1, bucket_slug: 'x' }), ['one', one.id, false])
      assert.deepEqual(await create('by-print', { fingerprint: 'two', restriction: 'UNRESTRICTED' }), [
        'two',
        two.id,
        false,
      ])
      assert.deepEqual(
        await create('zeroes', { iteration_id: '', fingerprint: '', incremental_version: 0, restriction: null }),
        [null, null, false],
      )
      assert.deepEqual(await create('several', { iteration_id: one.id, fingerprint: 'two' }), ['one', one.id, false])
      await bucket.refused('CreateChannel', 6, { body: { slug: 'bare' } })
      await bucket.refused('CreateChannel', 6, { body: { slug: 'latest' } })
      assert.match(await bucket.refused('CreateChannel', 3, { body: {} }), /^slug: "" is not a valid name/)
      await newIteration(bucket, 'open')
      await bucket.refused('CreateChannel', 9, { body: { slug: 'too-early', fingerprint: 'open' } })
      await bucket.refused('CreateChannel', 5, { body: { slug: 'too-early', iteration_id: 'nope' } })
      await bucket.refused('CreateChannel', 5, { body: { slug: 'too-early', incremental_version: 3 } })
      await bucket.refused('GetChannel', 5, { params: { slug: 'too-early' } })
    })

    test('a mask names what changes, and what it does not name stays, whatever the body says', async () => {
      const { bucket, one, two } = await assigned('masked')
      const everything = { iteration_id: two.id, fingerprint: 'two', incremental_version: 2, restriction: 'RESTRICTED' }
      assert.deepEqual(await update(bucket, { ...everything, mask: 'iterationId' }), ['two', false])
      assert.deepEqual(await update(bucket, { mask: 'fingerprint', fingerprint: 'one', iteration_id: two.id }), [
        'one',
        false,
      ])
      assert.deepEqual(await update(bucket, { mask: 'incrementalVersion', incremental_version: 2 }), ['two', false])
      assert.deepEqual(await update(bucket, { mask: 'restriction', restriction: 'RESTRICTED', fingerprint: 'one' }), [
        'two',
        true,
      ])
      assert.deepEqual(await update(bucket, { mask: 'restriction', restriction: 'UNRESTRICTED' }), ['two', false])
      assert.deepEqual(await update(bucket, { ...everything, mask: `restriction,${ALL_KEYS}` }), ['two', true])
      assert.deepEqual(await update(bucket, { mask: 'restriction, iteration_id', iteration_id: one.id }), [
        'one',
        false,
      ])
    })

    test('a key that the mask names without a value un-assigns', async () => {
      const { bucket, one } = await assigned('zeroes')
      const zeroes = [{}, { iteration_id: '', fingerprint: '', incremental_version: 0 }, { iteration_id: null }]
      for (const mask of ['iterationId', 'fingerprint', 'incrementalVersion', ALL_KEYS])
        for (const zero of zeroes) {
          assert.deepEqual(await update(bucket, { mask, ...zero }), [null, false])
          assert.deepEqual(await update(bucket, { mask: 'iterationId', iteration_id: one.id }), ['one', false])
        }
      assert.deepEqual(await update(bucket, { mask: `${ALL_KEYS},restriction`, restriction: 'RESTRICTED' }), [
        null,
        true,
      ])
    })

    test('several keys that the mask names must be those of one iteration', async () => {
      const { bucket, one, two } = await assigned('several')
      assert.deepEqual(
        await update(bucket, { mask: ALL_KEYS, iteration_id: two.id, fingerprint: 'two', incremental_version: 2 }),
        ['two', false],
      )
      const keys = { iteration_id: one.id, fingerprint: 'two' }
      assert.match(
        await refuse(bucket, 3, { mask: 'iterationId,fingerprint', ...keys }),
        /^mask: .*different iterations/,
      )
      await refuse(bucket, 3, { mask: 'fingerprint,incrementalVersion', fingerprint: 'two', incremental_version: 1 })
      assert.equal((await slugChannelOf(bucket, 'production')).iteration.fingerprint, 'two')
      // Fields that the mask does not name are ignored.
      assert.deepEqual(await update(bucket, { mask: 'iterationId', ...keys }), ['one', false])
    })

    test('without a mask the first key with a value assigns, as scripts and providers up to 0.67 send it', async () => {
      const { bucket, one, two } = await assigned('unmasked')
      assert.deepEqual(await update(bucket, { iteration_id: two.id }), ['two', false])
      assert.deepEqual(await update(bucket, { incremental_version: 1 }), ['one', false])
      assert.deepEqual(await update(bucket, { fingerprint: 'two', mask: '' }), ['two', false])
      assert.deepEqual(await update(bucket, { fingerprint: 'two', iteration_id: one.id, mask: null }), ['one', false])
      assert.deepEqual(await update(bucket, { restriction: 'RESTRICTED' }), ['one', true])
      assert.deepEqual(await update(bucket, { fingerprint: 'two' }), ['two', true])
      assert.deepEqual(await update(bucket, { incremental_version: 1, restriction: 'RESTRICTION_UNSET' }), [
        'one',
        true,
      ])
      assert.deepEqual(await update(bucket, { incremental_version: 2, restriction: 'UNRESTRICTED' }), ['two', false])
    })

    test('without a mask and without a word the channel is un-assigned, as providers up to 0.67 mean it', async () => {
      const { bucket, one } = await assigned('wordless')
      const location = { organization_id: 'x', project_id: 'y' }
      for (const body of [
        {},
        { location },
        { restriction: 'RESTRICTION_UNSET' },
        { iteration_id: '' },
        { fingerprint: '' },
      ]) {
        assert.deepEqual(await update(bucket, body), [null, false])
        assert.deepEqual(await update(bucket, { iteration_id: one.id }), ['one', false])
      }
      assert.deepEqual(await update(bucket, { fingerprint: '', restriction: 'RESTRICTED' }), [null, true])
    })

    test('a mask of something else is refused with 400 and code 3 and says what there is', async () => {
      const { bucket } = await assigned('unknown-paths')
      for (const mask of ['slug', 'iterationId,managed', 'versionFingerprint', 'restricted', 'iterationid', '*', ','])
        assert.match(
          await refuse(bucket, 3, { mask, iteration_id: 'x' }),
          /^mask: .*restriction, iterationId, fingerprint, incrementalVersion$/,
        )
      assert.match(await refuse(bucket, 3, { incremental_version: -1 }), /^incremental_version: must be 1 or more$/)
      for (const incremental_version of [1.5, '1', 2 ** 31, -(2 ** 31) - 1])
        assert.match(await refuse(bucket, 3, { incremental_version }), /^incremental_version: must be a whole number/)
      assert.match(await refuse(bucket, 3, { restriction: true }), /^restriction: must be one of/)
      assert.equal((await slugChannelOf(bucket, 'production')).iteration.fingerprint, 'one')
    })

    test('what cannot be assigned is refused: unknown, incomplete, revoked, of another bucket', async () => {
      const { bucket, two } = await assigned('refusing')
      const other = await completeIteration(await newSlug(admin, 'another'), 'elsewhere')
      await newIteration(bucket, 'open')
      await updateIteration(bucket, two, { revoke_in: '0s' })
      for (const mask of [undefined, ALL_KEYS]) {
        const words = (attribute: string, value: string) =>
          `iteration with attributes (${attribute}: ${value}) does not exist`
        assert.equal(await refuse(bucket, 5, { mask, iteration_id: 'nope' }), words('id', 'nope'))
        assert.equal(await refuse(bucket, 5, { mask, iteration_id: other.id }), words('id', other.id as string))
        assert.equal(await refuse(bucket, 5, { mask, incremental_version: 9 }), words('incremental_version', '9'))
        assert.match(await refuse(bucket, 5, { mask, fingerprint: 'elsewhere' }), /elsewhere\) does not exist$/)
        assert.match(await refuse(bucket, 9, { mask, fingerprint: 'open' }), /is incomplete/)
        assert.match(await refuse(bucket, 9, { mask, iteration_id: two.id }), /is revoked/)
        assert.match(await refuse(bucket, 9, { mask, incremental_version: 2 }), /is revoked/)
      }
      assert.equal((await slugChannelOf(bucket, 'production')).iteration.fingerprint, 'one')
      await refuse(bucket, 5, { fingerprint: 'one' }, 'nowhere')
    })

    test('`latest` is neither assigned nor deleted, but shown and hidden', async () => {
      const { bucket, one, two } = await assigned('managed')
      for (const body of [
        {},
        { iteration_id: one.id },
        { mask: 'fingerprint' },
        { mask: ALL_KEYS, fingerprint: 'one' },
      ])
        assert.match(await refuse(bucket, 9, body, 'latest'), /is managed by the registry/)
      const message = await bucket.refused('DeleteChannel', 3, { params: { slug: 'latest' } })
      assert.match(message, /^slug: "latest" is managed by the registry/)
      for (const restriction of ['UNRESTRICTED', 'RESTRICTED'])
        for (const mask of [undefined, 'restriction']) {
          const { restricted, iteration } = await updateSlugChannel(bucket, 'latest', { mask, restriction })
          assert.deepEqual([restricted, iteration.id], [restriction === 'RESTRICTED', two.id])
        }
    })

    test('a restricted channel is hidden from viewers and refused to them', async () => {
      const { bucket } = await assigned('restricted')
      const viewer = await registry.principal('viewer')
      const see = (slug: string) =>
        viewer.call('2021-04-30/PackerService_GetChannel', { params: { bucket_slug: 'restricted', slug } })
      const list = async () =>
        listOf(
          (await viewer.ok('2021-04-30/PackerService_ListChannels', { params: { bucket_slug: 'restricted' } }))
            .channels,
        ).map(({ slug }) => slug)
      assert.equal((await see('production')).status, 200)
      assert.deepEqual([(await see('latest')).status, await list()], [403, ['production']])
      await updateSlugChannel(bucket, 'production', { mask: 'restriction', restriction: 'RESTRICTED' })
      const { status, body } = await see('production')
      assert.deepEqual([status, body.code, await list()], [403, 7, []])
      assert.match(body.error as string, /channel "production" of bucket "restricted" is restricted/)
    })

    test('the history has every assignment, newest first, in pages, with the status of each iteration now', async () => {
      const { bucket, one, two } = await assigned('history')
      await update(bucket, { iteration_id: two.id })
      await update(bucket, { mask: 'iterationId' })
      await update(bucket, { incremental_version: 1 })
      await updateIteration(bucket, two, { revoke_in: '0s' })
      const list = (query: Readonly<Record<string, string>>): Promise<Json> =>
        bucket.ok('ListChannelHistory', { params: { slug: 'production' }, query })
      const { history, count } = await list({})
      const entry = (iteration: Json, status: string) => ({
        author_id: 'admin',
        promoted_at: '<time>',
        iteration: iteration && {
          id: '<ulid>',
          fingerprint: iteration.fingerprint,
          incremental_version: iteration.incremental_version,
          parents: null,
          status,
        },
      })
      const now = (iteration: Json) => entry(iteration, 'ITERATION_ACTIVE')
      assert.deepEqual(shapeOf(history), [now(one), entry(null, ''), entry(two, 'ITERATION_REVOKED'), now(one)])
      assert.equal(count, 4)
      const pages = await pagesOf((query) => list({ 'pagination.page_size': '3', ...query }))
      assert.deepEqual(
        pages.flatMap((page) => page.history as Json[]),
        history,
      )
      assert.deepEqual(
        pages.map((page) => [listOf(page.history).length, page.count]),
        [
          [3, 4],
          [1, 4],
        ],
      )
      await bucket.refused('ListChannelHistory', 5, { params: { slug: 'nowhere' } })
    })

    test('a channel is deleted with its history, assigned or not', async () => {
      const { bucket } = await assigned('deleted')
      const call = { params: { slug: 'production' } }
      assert.deepEqual(await bucket.ok('DeleteChannel', call), {})
      for (const operation of ['GetChannel', 'DeleteChannel', 'ListChannelHistory'])
        assert.equal(await bucket.refused(operation, 5, call), 'channel "production" does not exist')
    })
  })
