// What pages show of the versions of a bucket: each in short, with where it is in use.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { bucketPrincipal } from '../support/bucket-principal.ts'
import {
  type BucketScene,
  completeVersion,
  finishBuild,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  pagesOf,
  versionOf,
} from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buckets, HOUR, imageFrom, revoke, schedule } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

type Query = Readonly<Record<string, string | number | readonly string[]>>

for (const database of databases())
  describe(`version overviews on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const list = ({ name }: BucketScene, query: Query = {}, client = admin): Promise<Json> =>
      client.ok('AssayService_ListVersionOverviews', { params: { bucket_name: name }, query })
    const fingerprints = async (bucket: BucketScene, query: Query = {}) =>
      listOf((await list(bucket, query)).versions).map(({ version }) => version.fingerprint as string)
    const refused = ({ name }: BucketScene, query: Query) =>
      admin.refused('AssayService_ListVersionOverviews', 3, { params: { bucket_name: name }, query })
    const inShort = ({ id, bucket_name, fingerprint, name, status, created_at, revoke_at }: Json) => ({
      ...{ id, bucket_name, fingerprint, name, status, created_at, revoke_at },
    })

    test('a version is told with its channels, what it was built from, and why it is out of use', async () => {
      const { base, leaf } = await buckets(admin, 'told', ['base', 'leaf'])
      const ancestor = await completeVersion(base, 'b1')
      await imageFrom(leaf, 'l1', { version: ancestor })
      await newVersion(leaf, 'l2')
      await newChannel(leaf, 'production', 'l1')
      await newChannel(leaf, 'staging', 'l1')
      await revoke(base, 'b1', { revocation_message: 'openssl', disable_rollback_channels: true })
      const [parent] = listOf((await list(base)).versions)
      assert.equal(parent.has_descendants, true)
      const [waiting, built] = listOf((await list(leaf)).versions)
      const known = await versionOf(leaf, 'l1')
      assert.deepEqual(built, {
        version: inShort(known),
        author_id: known.author_id,
        completed_at: known.updated_at,
        updated_at: known.updated_at,
        build_count: 1,
        platforms: ['packer.file'],
        channels: ['production', 'staging'],
        parent_status: 'UNDETERMINED',
        has_descendants: false,
        revocation_message: 'openssl',
        revocation_inherited_from: inShort(await versionOf(base, 'b1')),
      })
      assert.deepEqual([waiting.version.name, waiting.completed_at, waiting.build_count], ['v0', null, 0])
      const narrow = await bucketPrincipal(registry, { [leaf.name]: 'viewer' })
      const [, seen] = listOf((await list(leaf, {}, narrow)).versions)
      assert.deepEqual(seen, { ...built, revocation_inherited_from: null })
    })

    test('restricted channels are told to those who may see them', async () => {
      const bucket = await newBucket(admin, 'restricted')
      await completeVersion(bucket, 'one')
      await newChannel(bucket, 'production', 'one')
      const channels = async (client: Client) =>
        listOf((await list(bucket, {}, client)).versions)[0].channels as unknown
      assert.deepEqual(await channels(admin), ['latest', 'production'])
      assert.deepEqual(await channels(await registry.principal('viewer')), ['production'])
    })

    test('versions are found by what they are now, and counted, as they tell it themselves', async () => {
      const bucket = await newBucket(admin, 'statuses')
      const failing = (status: string) => ({ component_type: 'file.image', status })
      await newVersion(bucket, 'empty')
      await newVersion(bucket, 'running')
      await newBuild(bucket, 'running', failing('BUILD_RUNNING'))
      for (const status of ['FAILED', 'CANCELLED']) {
        await newVersion(bucket, status)
        await finishBuild(bucket, status, failing(`BUILD_${status}`))
      }
      await newVersion(bucket, 'unset')
      await newBuild(bucket, 'unset', failing('BUILD_UNSET'))
      for (const fingerprint of ['active', 'scheduled', 'due', 'revoked']) await completeVersion(bucket, fingerprint)
      await schedule(bucket, 'due', HOUR)
      await schedule(bucket, 'scheduled', 100 * HOUR)
      await revoke(bucket, 'revoked')
      registry.clock.advance(2 * HOUR)
      // Builds that were silent for this long are cancelled: do it now, so that it does not happen while the test
      // reads.
      await registry.runDueJobs()
      admin = await registry.logIn()
      const all = listOf((await list(bucket)).versions)
      const statuses = new Set(all.map(({ version }) => version.status as string))
      assert.equal(statuses.size, 7)
      for (const status of statuses) {
        const expected = all.filter(({ version }) => version.status === status)
        const found = await list(bucket, { status: [status] })
        assert.deepEqual([found.versions, found.total_count], [expected, expected.length], status)
      }
      const two = await list(bucket, { status: ['VERSION_REVOKED', 'VERSION_FAILED'], 'pagination.page_size': 1 })
      assert.deepEqual([listOf(two.versions).length, two.total_count], [1, 3])
      assert.equal((await list(bucket)).total_count, 9)
      for (const status of ['ACTIVE', 'VERSION_UNSET', '__proto__'])
        assert.match(await refused(bucket, { status: [status] }), /^status: ".*" must be one of VERSION_RUNNING/)
    })

    test('versions come newest first, or as they are asked for, in pages that go both ways', async () => {
      const bucket = await newBucket(admin, 'paged')
      const made = ['a', 'b', 'c', 'd', 'e']
      for (const fingerprint of made) {
        registry.clock.advance(1000)
        await (fingerprint === 'c' ? newVersion(bucket, fingerprint) : completeVersion(bucket, fingerprint))
      }
      assert.deepEqual(await fingerprints(bucket), made.toReversed())
      assert.deepEqual(await fingerprints(bucket, { 'sorting.order_by': ['name desc'] }), ['e', 'd', 'b', 'a', 'c'])
      const query = { status: ['VERSION_ACTIVE'], 'pagination.page_size': 2 }
      const pages = await pagesOf((token) => list(bucket, { ...query, ...token }))
      const told = pages.map(({ versions }) => listOf(versions).map(({ version }) => version.fingerprint as string))
      assert.deepEqual(told, [['e', 'd'], ['b', 'a']]) // prettier-ignore
      const before = pages[1].pagination.previous_page_token as string
      assert.deepEqual(await fingerprints(bucket, { ...query, 'pagination.previous_page_token': before }), ['e', 'd'])
      assert.match(await refused(bucket, { 'sorting.order_by': ['updated_at'] }), /^sorting.order_by: cannot sort by/)
      assert.match(await refused(bucket, { 'pagination.next_page_token': 'x' }), /^pagination.next_page_token: is not/)
      await admin.refused('AssayService_ListVersionOverviews', 5, { params: { bucket_name: 'nothing-there' } })
    })
  })
