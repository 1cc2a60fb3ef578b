// What pages show before a version is revoked: which versions are revoked with it, and where channels move.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { bucketPrincipal } from '../support/bucket-principal.ts'
import {
  assign,
  type BucketScene,
  channelOf,
  completeVersion,
  newChannel,
  newVersion,
} from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buckets, HOUR, imageFrom, refusedUpdate, revoke, schedule, standing } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`the preview of a revocation on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
    })
    beforeEach(async () => {
      admin = await registry.logIn()
    })
    after(() => registry.close())

    const preview = (bucket: BucketScene, fingerprint: string, query = {}, client = admin): Promise<Json> =>
      client.ok('AssayService_PreviewRevocation', { params: { bucket_name: bucket.name, fingerprint }, query })
    const refused = (bucket_name: string, fingerprint: string, code: number, query = {}) =>
      admin.refused('AssayService_PreviewRevocation', code, { params: { bucket_name, fingerprint }, query })
    const inShort = ({ id, bucket_name, fingerprint, name, status, created_at, revoke_at }: Json) => ({
      ...{ id, bucket_name, fingerprint, name, status, created_at, revoke_at },
    })
    const moves = (channels: Json) =>
      listOf(channels).map(
        ({ bucket_name, channel_name, from, to }) =>
          `${bucket_name as string}/${channel_name as string}: ${from.name as string} to ${(to?.name as string | undefined) ?? 'none'}`,
      )

    /** `base` has v1 and v2; `leaf` has v1 on its own, and v2 and v3 built from v2 of `base`. `production` followed the newest versions. */
    async function arranged(name: string) {
      const { base, leaf } = await buckets(admin, name, ['base', 'leaf'])
      await completeVersion(base, 'b1')
      const b2 = await completeVersion(base, 'b2')
      await newChannel(base, 'production', 'b1')
      await assign(base, 'production', 'b2')
      await completeVersion(leaf, 'l1')
      await newChannel(leaf, 'production', 'l1')
      const l2 = await imageFrom(leaf, 'l2', { version: b2 })
      await assign(leaf, 'production', 'l2')
      const l3 = await imageFrom(leaf, 'l3', { version: b2 })
      await assign(leaf, 'production', 'l3')
      return { base, leaf, b2, l2, l3 }
    }

    test('tells of the versions and channels that the revocation then takes', async () => {
      const { base, leaf, b2, l2, l3 } = await arranged('tells')
      const found = await preview(base, 'b2')
      const { channels, ...rest } = found
      assert.deepEqual(rest, {
        version: inShort(b2),
        buckets: [{ bucket_name: 'tells-leaf', version_count: 2, versions: [inShort(l3), inShort(l2)] }],
        version_count: 2,
        bucket_count: 1,
        hidden_bucket_count: 0,
        channel_count: 4,
        left_channels: [],
      })
      assert.deepEqual(moves(channels), [
        'tells-base/latest: v2 to v1',
        'tells-base/production: v2 to v1',
        'tells-leaf/latest: v3 to v1',
        'tells-leaf/production: v3 to v1',
      ])
      assert.deepEqual(await standing(leaf, 'l3'), ['ACTIVE'])
      assert.equal((await channelOf(leaf, 'production')).version.fingerprint, 'l3')
      await revoke(base, 'b2')
      for (const { bucket_name, channel_name, to } of channels) {
        const scene = bucket_name === base.name ? base : leaf
        assert.equal((await channelOf(scene, channel_name as string)).version.id, to.id)
      }
    })

    test('spares descendants when it is asked to', async () => {
      const { base } = await arranged('spares')
      const found = await preview(base, 'b2', { skip_descendants_revocation: true })
      assert.deepEqual([found.version_count, found.bucket_count, found.buckets], [0, 0, []])
      assert.deepEqual(moves(found.channels), ['spares-base/latest: v2 to v1', 'spares-base/production: v2 to v1'])
    })

    test('names the channels that stay on a revoked version when none is rolled back', async () => {
      const { base } = await arranged('stays')
      const found = await preview(base, 'b2', { disable_rollback_channels: true })
      assert.deepEqual(moves(found.channels), ['stays-base/latest: v2 to v1', 'stays-leaf/latest: v3 to v1'])
      assert.deepEqual(moves(found.left_channels), [
        'stays-base/production: v2 to v2',
        'stays-leaf/production: v3 to v3',
      ])
    })

    test('a channel that never held another valid version is to point at nothing', async () => {
      const { base, leaf } = await buckets(admin, 'nothing', ['base', 'leaf'])
      const b1 = await completeVersion(base, 'b1')
      await imageFrom(leaf, 'l1', { version: b1 })
      await newChannel(leaf, 'production', 'l1')
      assert.deepEqual(moves((await preview(base, 'b1')).channels), [
        'nothing-base/latest: v1 to none',
        'nothing-leaf/latest: v1 to none',
        'nothing-leaf/production: v1 to none',
      ])
    })

    test('a descendant with a schedule of its own keeps it, and one that is revoked already is not counted', async () => {
      const { base, leaf } = await arranged('kept')
      await schedule(leaf, 'l3', HOUR)
      await revoke(leaf, 'l2')
      const found = await preview(base, 'b2')
      assert.equal(found.version_count, 0)
      assert.deepEqual(moves(found.channels), ['kept-base/latest: v2 to v1', 'kept-base/production: v2 to v1'])
      await revoke(base, 'b2')
      assert.equal((await channelOf(leaf, 'production')).version.fingerprint, 'l3')
    })

    test('a schedule would be replaced by it', async () => {
      const { base } = await arranged('replaced')
      await schedule(base, 'b2', HOUR)
      const found = await preview(base, 'b2')
      assert.equal(found.version.status, 'VERSION_REVOCATION_SCHEDULED')
      assert.deepEqual([found.version_count, found.channel_count], [2, 4])
    })

    test('refuses what the revocation refuses, in the same words', async () => {
      const { base } = await arranged('refuses')
      await newVersion(base, 'open')
      await revoke(base, 'b2')
      for (const fingerprint of ['open', 'b2'])
        assert.equal(
          await refused(base.name, fingerprint, 9),
          await refusedUpdate(base, fingerprint, 9, { revoke_in: '0s' }),
        )
      assert.equal(await refused(base.name, 'b9', 10), await refusedUpdate(base, 'b9', 10, { revoke_in: '0s' }))
      assert.equal(await refused('nowhere', 'b2', 5), 'bucket "nowhere" does not exist')
      assert.match(
        await refused(base.name, 'b1', 3, { skip_descendants_revocation: 'perhaps' }),
        /^skip_descendants_revocation: /,
      )
    })

    test('counts buckets and channels that the caller may not see, and does not tell of them', async () => {
      const { base, leaf, b2 } = await arranged('hidden')
      const { seen } = await buckets(admin, 'hidden', ['seen'])
      await imageFrom(seen, 's1', { version: b2 })
      await newChannel(seen, 'open', 's1')
      await seen.ok('CreateChannel', { body: { name: 'secret', restricted: true, version_fingerprint: 's1' } })
      const publisher = await bucketPrincipal(registry, { [base.name]: 'packer.publisher', [seen.name]: 'viewer' })
      const found = await preview(base, 'b2', {}, publisher)
      assert.deepEqual([found.version_count, found.bucket_count, found.hidden_bucket_count], [3, 2, 1])
      assert.deepEqual(
        listOf(found.buckets).map(({ bucket_name }) => bucket_name as string),
        [seen.name],
      )
      // `latest` can be restricted as well.
      assert.equal(found.channel_count, 7)
      assert.ok(!JSON.stringify(found).includes(leaf.name))
      assert.ok(!JSON.stringify(found).includes('secret'))
      assert.ok(moves(found.channels).includes('hidden-seen/open: v1 to none'))
      const viewer = await registry.principal('viewer')
      await viewer.refused('AssayService_PreviewRevocation', 7, {
        params: { bucket_name: base.name, fingerprint: 'b2' },
      })
    })
  })
