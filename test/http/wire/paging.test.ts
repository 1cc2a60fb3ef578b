// Lists in pages: what they are sorted by, and that pages stay correct while rows are added and removed.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  assign,
  completeVersion,
  inBucket,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  pagesOf,
  updateBuild,
} from '../../support/build-sequences.ts'
import type { Client, Json } from '../../support/client.ts'
import { databases } from '../../support/databases.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { assertRefused, listOf } from '../../support/shapes.ts'

type Query = Readonly<Record<string, string | readonly string[]>>

/** A list of the API, sorted newest first, whose rows a test can add and remove. */
interface Listed {
  readonly page: (query: Query) => Promise<Json>
  readonly keysOf: (page: Json) => string[]
  readonly add: (key: string) => Promise<unknown>
  readonly remove: (key: string) => Promise<unknown>
}

const keys = (items: Json, key: string) => listOf(items).map((item) => item[key] as string)

// In sequence, because all tests share the list of buckets.
for (const database of databases())
  describe(`paged lists on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    async function buckets(): Promise<Listed> {
      const page = (query: Query) =>
        admin.ok('PackerService_ListBuckets', { query: { 'sorting.order_by': 'created_at desc', ...query } })
      const remove = (name: string) => inBucket(admin, name).ok('DeleteBucket')
      for (const name of keys((await page({})).buckets, 'name')) await remove(name)
      return { page, remove, keysOf: (found) => keys(found.buckets, 'name'), add: (name) => newBucket(admin, name) }
    }
    async function versions(name: string): Promise<Listed> {
      const bucket = await newBucket(admin, name)
      return {
        page: (query) => bucket.ok('ListVersions', { query }),
        keysOf: (found) => keys(found.versions, 'fingerprint'),
        add: (fingerprint) => newVersion(bucket, fingerprint),
        remove: (fingerprint) => bucket.ok('DeleteVersion', { params: { fingerprint } }),
      }
    }
    async function history(name: string): Promise<Listed> {
      const bucket = await newBucket(admin, name)
      await newChannel(bucket, 'staging', '')
      return {
        page: (query) => bucket.ok('ListChannelAssignmentHistory', { params: { channel_name: 'staging' }, query }),
        keysOf: (found) => listOf(found.history).map(({ version }) => version.fingerprint as string),
        add: async (fingerprint) => {
          await completeVersion(bucket, fingerprint)
          await assign(bucket, 'staging', fingerprint)
        },
        remove: (fingerprint) => bucket.ok('DeleteVersion', { params: { fingerprint } }),
      }
    }

    for (const [name, open] of Object.entries({ buckets, versions, history })) {
      const add = async (list: Listed, ...added: readonly string[]) => {
        for (const key of added) await list.add(key)
      }

      test(`${name}: tokens lead forward and back over the same pages`, async () => {
        const list = await open(`walk-${name}`)
        await add(list, 'aaa', 'bbb', 'ccc', 'ddd', 'eee', 'fff', 'ggg')
        const size = { 'pagination.page_size': '3' }
        const pages = await pagesOf((query) => list.page({ ...size, ...query }))
        assert.deepEqual(pages.map(list.keysOf), [['ggg', 'fff', 'eee'], ['ddd', 'ccc', 'bbb'], ['aaa']])
        assert.equal(pages[0].pagination.previous_page_token, '')
        const back = []
        for (let token = pages[2].pagination.previous_page_token as string; token !== '';) {
          const page = await list.page({ ...size, 'pagination.previous_page_token': token })
          assert.notEqual(page.pagination.next_page_token, '')
          back.push(list.keysOf(page))
          token = page.pagination.previous_page_token
        }
        assert.deepEqual(back, [
          ['ddd', 'ccc', 'bbb'],
          ['ggg', 'fff', 'eee'],
        ])
      })

      test(`${name}: rows that come and go between two pages repeat none and hide none`, async () => {
        const list = await open(`moving-${name}`)
        await add(list, 'aaa', 'bbb', 'ccc', 'ddd', 'eee')
        const at = (query: Query) => list.page({ 'pagination.page_size': '2', ...query })
        const first = await at({})
        assert.deepEqual(list.keysOf(first), ['eee', 'ddd'])
        await add(list, 'new')
        await list.remove('ddd')
        const second = await at({ 'pagination.next_page_token': first.pagination.next_page_token })
        assert.deepEqual(list.keysOf(second), ['ccc', 'bbb'])
        const back = await at({ 'pagination.previous_page_token': second.pagination.previous_page_token })
        assert.deepEqual([list.keysOf(back), back.pagination.previous_page_token], [['new', 'eee'], ''])
        await list.remove('bbb')
        const third = await at({ 'pagination.next_page_token': second.pagination.next_page_token })
        assert.deepEqual([list.keysOf(third), third.pagination.next_page_token], [['aaa'], ''])
        await list.remove('aaa')
        const gone = await at({ 'pagination.next_page_token': second.pagination.next_page_token })
        assert.deepEqual([list.keysOf(gone), gone.pagination.next_page_token], [[], ''])
      })

      test(`${name}: a last page that is full has no next one, and empty tokens ask for the first`, async () => {
        const list = await open(`full-${name}`)
        await add(list, 'aaa', 'bbb')
        const empty = { 'pagination.next_page_token': '', 'pagination.previous_page_token': '' }
        const page = await list.page({ 'pagination.page_size': '2', ...empty })
        assert.deepEqual(list.keysOf(page), ['bbb', 'aaa'])
        assert.deepEqual(page.pagination, { next_page_token: '', previous_page_token: '' })
      })
    }

    test('a page has 100 rows unless asked otherwise, and never more than 1000', async () => {
      const list = await versions('page-sizes')
      const all = Array.from({ length: 105 }, (_, index) => `v-${index}`).toReversed()
      for (const fingerprint of all.toReversed()) await list.add(fingerprint)
      assert.deepEqual((await pagesOf(list.page)).map(list.keysOf), [all.slice(0, 100), all.slice(100)])
      assert.equal(list.keysOf(await list.page({ 'pagination.page_size': '0' })).length, 100)
      for (const size of ['1000', '999999999']) {
        const page = await list.page({ 'pagination.page_size': size })
        assert.deepEqual([list.keysOf(page), page.pagination.next_page_token], [all, ''])
      }
    })

    test('a token is good for its own direction and order alone, and both at once are refused', async () => {
      const bucket = await newBucket(admin, 'tokens')
      for (const fingerprint of ['a', 'b', 'c']) await newVersion(bucket, fingerprint)
      const size = { 'pagination.page_size': '1' }
      const { pagination } = await bucket.ok('ListVersions', { query: size })
      const next = pagination.next_page_token as string
      const second = await bucket.ok('ListVersions', { query: { ...size, 'pagination.next_page_token': next } })
      const previous = second.pagination.previous_page_token as string
      for (const query of [
        { 'pagination.next_page_token': 'nonsense' },
        { 'pagination.next_page_token': previous },
        { 'pagination.previous_page_token': next },
        { 'pagination.next_page_token': next, 'pagination.previous_page_token': previous },
        { 'pagination.next_page_token': next, 'sorting.order_by': 'created_at' },
        { 'pagination.next_page_token': next, 'sorting.order_by': 'name desc' },
        { 'pagination.next_page_token': next.slice(0, -4) },
      ])
        assert.match(await bucket.refused('ListVersions', 3, { query: { ...size, ...query } }), /^pagination\./)
    })

    test('buckets are sorted by name unless asked otherwise, letter by letter', async () => {
      const list = await buckets()
      for (const name of ['b-2', 'B-1', 'a-9', 'a-10', '-x-']) await list.add(name)
      registry.clock.advance(1)
      await inBucket(admin, 'a-9').ok('UpdateBucket', { body: { description: 'newest' } })
      const by = async (...order: readonly string[]) => {
        const query = order.length > 0 ? { 'sorting.order_by': order } : {}
        return keys((await admin.ok('PackerService_ListBuckets', { query })).buckets, 'name')
      }
      const byName = ['-x-', 'B-1', 'a-10', 'a-9', 'b-2']
      assert.deepEqual(await by(), byName)
      assert.deepEqual(await by('name'), byName)
      assert.deepEqual(await by('name asc'), byName)
      assert.deepEqual(await by('name desc'), byName.toReversed())
      assert.deepEqual(await by('name DESC'), byName.toReversed())
      assert.deepEqual(await by('created_at'), ['b-2', 'B-1', 'a-9', 'a-10', '-x-'])
      assert.equal((await by('updated_at desc', 'name'))[0], 'a-9')
      assert.equal((await by('updated_at desc,name'))[0], 'a-9')
    })

    test('versions are sorted newest first unless asked otherwise', async () => {
      const bucket = await newBucket(admin, 'version-order')
      const builds: Json = {}
      for (const fingerprint of ['one', 'two', 'three']) {
        await newVersion(bucket, fingerprint)
        builds[fingerprint] = await newBuild(bucket, fingerprint, { component_type: 'a' })
      }
      for (const fingerprint of ['three', 'one']) {
        registry.clock.advance(1)
        await updateBuild(bucket, builds[fingerprint], fingerprint, { status: 'BUILD_DONE' })
      }
      const by = async (order: string) => {
        const query = order === '' ? {} : { 'sorting.order_by': order }
        return keys((await bucket.ok('ListVersions', { query })).versions, 'fingerprint')
      }
      assert.deepEqual(await by(''), ['three', 'two', 'one'])
      assert.deepEqual(await by('created_at'), ['one', 'two', 'three'])
      assert.deepEqual(await by('name'), ['two', 'three', 'one'])
      assert.deepEqual(await by('name desc'), ['one', 'three', 'two'])
      assert.deepEqual(await by('updated_at desc'), ['one', 'three', 'two'])
      const newest = await bucket.ok('ListVersions', { query: { 'pagination.page_size': '1' } })
      assert.deepEqual(keys(newest.versions, 'fingerprint'), ['three'])
    })

    test('pages in an order of mixed directions are as consistent as any', async () => {
      const bucket = await newBucket(admin, 'mixed-order')
      for (const fingerprint of ['done-1', 'done-2']) await completeVersion(bucket, fingerprint)
      for (const fingerprint of ['open-1', 'open-2', 'open-3']) await newVersion(bucket, fingerprint)
      // Incomplete versions all have the same name, so the second field decides their order.
      const by = async (...order: readonly string[]) => {
        const query = { 'pagination.page_size': '2', 'sorting.order_by': order }
        const pages = await pagesOf((token) => bucket.ok('ListVersions', { query: { ...query, ...token } }))
        return pages.flatMap(({ versions }) => keys(versions, 'fingerprint'))
      }
      assert.deepEqual(await by('name', 'created_at desc'), ['open-3', 'open-2', 'open-1', 'done-1', 'done-2'])
      assert.deepEqual(await by('name desc', 'created_at'), ['done-2', 'done-1', 'open-1', 'open-2', 'open-3'])
    })

    test('a list cannot be sorted by what it has not', async () => {
      const bucket = await newBucket(admin, 'unsorted')
      for (const order of ['fingerprint', 'name sideways', 'constructor', 'name; drop table version', 'name,,name'])
        assert.match(
          await bucket.refused('ListVersions', 3, { query: { 'sorting.order_by': order } }),
          /^sorting\.order_by: cannot sort by ".*": use one of created_at, updated_at, name/,
        )
      assertRefused(await admin.call('PackerService_ListBuckets', { query: { 'sorting.order_by': 'slug' } }), 3)
    })

    test('a page size that is no whole number from 0 on is refused', async () => {
      const bucket = await newBucket(admin, 'no-size')
      for (const size of ['-1', '1.5', 'ten', '1e2', '99999999999999999999'])
        assert.match(
          await bucket.refused('ListVersions', 3, { query: { 'pagination.page_size': size } }),
          /^pagination\.page_size: /,
        )
    })
  })
