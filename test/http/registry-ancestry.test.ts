// Which buckets are built from which in a whole registry, for the page that draws them.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { bucketPrincipal } from '../support/bucket-principal.ts'
import { assign, completeVersion, newChannel, pagesOf } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buckets, imageFrom } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`the ancestry of a registry on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
      // `one` and `two` are built from `base`; `leaf` is built from `two` and from `base`.
      const { base, one, two, leaf } = await buckets(admin, 'tree', ['base', 'one', 'two', 'leaf', 'lonely'])
      const b1 = await completeVersion(base, 'b1')
      const channel = await newChannel(base, 'production', 'b1')
      await base.ok('CreateChannel', { body: { name: 'secret', restricted: true, version_fingerprint: 'b1' } })
      const secret = (await base.ok('GetChannel', { params: { channel_name: 'secret' } })).channel
      await imageFrom(one, 'o1', { version: b1, channel })
      await imageFrom(one, 'o2', { version: b1 })
      const t1 = await imageFrom(two, 't1', { version: b1, channel: secret })
      const b2 = await completeVersion(base, 'b2')
      await assign(base, 'production', 'b2')
      await imageFrom(leaf, 'l1', { version: t1 }, { version: b1, channel })
      await imageFrom(leaf, 'l2', { version: b2, channel })
      // A relation within one bucket is not a relation between buckets.
      await imageFrom(base, 'b3', { version: b2 })
    })
    after(() => registry.close())

    const list = (query = {}, client = admin): Promise<Json> =>
      client.ok('AssayService_ListRegistryAncestry', { query })
    const inShort = ({ parent, child, channel_name, status }: Json) =>
      `${child.bucket_name as string}/${child.fingerprint as string} from ${parent.bucket_name as string}/${parent.fingerprint as string} by ${(channel_name as string) || 'none'}: ${status as string}`
    const tokenAfter = async (size: number) =>
      (await list({ 'pagination.page_size': String(size) })).pagination.next_page_token as string
    const all = [
      'tree-leaf/l2 from tree-base/b2 by production: UP_TO_DATE',
      'tree-leaf/l1 from tree-two/t1 by none: UNDETERMINED',
      'tree-one/o2 from tree-base/b1 by none: UNDETERMINED',
      'tree-two/t1 from tree-base/b1 by secret: UP_TO_DATE',
    ]

    test('has the newest relation of each pair of buckets, and how it stands', async () => {
      const { relations, pagination } = await list()
      assert.deepEqual(listOf(relations).map(inShort), all)
      assert.deepEqual(pagination, { next_page_token: '', previous_page_token: '' })
      const { version } = await admin.ok('PackerService_GetVersion', {
        params: { bucket_name: 'tree-two', fingerprint: 't1' },
      })
      const { id, bucket_name, fingerprint, name, status, created_at, revoke_at } = version
      assert.deepEqual(listOf(relations).at(-1)?.child, {
        id,
        bucket_name,
        fingerprint,
        name,
        status,
        created_at,
        revoke_at,
      })
    })

    test('is read page by page, there and back', async () => {
      for (const size of ['1', '2', '3']) {
        const pages = await pagesOf((query) => list({ 'pagination.page_size': size, ...query }))
        assert.deepEqual(
          pages.flatMap(({ relations }) => listOf(relations).map(inShort)),
          all,
        )
      }
      const third = await list({ 'pagination.page_size': '1', 'pagination.next_page_token': await tokenAfter(2) })
      const before = await list({
        'pagination.page_size': '2',
        'pagination.previous_page_token': third.pagination.previous_page_token,
      })
      assert.deepEqual(listOf(before.relations).map(inShort), all.slice(0, 2))
      assert.equal(before.pagination.previous_page_token, '')
      const again = await list({ 'pagination.next_page_token': before.pagination.next_page_token })
      assert.deepEqual(listOf(again.relations).map(inShort), all.slice(2))
    })

    test('buckets and channels that the caller may not see are left out', async () => {
      const viewer = await bucketPrincipal(registry, {
        'tree-base': 'viewer',
        'tree-two': 'viewer',
        'tree-one': 'viewer',
      })
      const seen = all.slice(2).map((relation) => relation.replace('by secret', 'by none'))
      assert.deepEqual(listOf((await list({}, viewer)).relations).map(inShort), seen)
      const narrow = await bucketPrincipal(registry, { 'tree-leaf': 'viewer' })
      assert.deepEqual((await list({}, narrow)).relations, [])
      const stranger = await registry.principal(null)
      await stranger.refused('AssayService_ListRegistryAncestry', 7, {})
    })

    test('a page that cannot be is refused by its name', async () => {
      const refused = (query: object) => admin.refused('AssayService_ListRegistryAncestry', 3, { query: { ...query } })
      assert.match(await refused({ 'pagination.page_size': '-1' }), /^pagination.page_size: /)
      assert.match(await refused({ 'pagination.next_page_token': 'x' }), /^pagination.next_page_token: /)
    })

    test('what was built from a bucket that is deleted is left out', async () => {
      await admin.ok('PackerService_DeleteBucket', { params: { bucket_name: 'tree-two' } })
      assert.deepEqual(listOf((await list()).relations).map(inShort), [all[0], all[2]])
    })
  })
