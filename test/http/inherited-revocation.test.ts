// What happens to images that were built from a revoked one, at any distance and through any number of paths.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  assign,
  channelOf,
  completeVersion,
  doneBuild,
  finishBuild,
  newBuild,
  newChannel,
  newVersion,
  updateBuild,
  versionOf,
} from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import {
  buckets,
  imageFrom,
  letPass,
  MINUTE,
  refusedUpdate,
  restore,
  revoke,
  schedule,
  standing,
  standingOf,
} from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

for (const database of databases())
  describe(`inherited revocation on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
    })
    // The tests move the clock, and tokens expire after an hour.
    beforeEach(async () => {
      admin = await registry.logIn()
    })
    after(() => registry.close())

    test('a descendant at any depth is revoked with its ancestor, and says which one that is', async () => {
      const { base, middle, leaf } = await buckets(admin, 'deep', ['base', 'middle', 'leaf'])
      const one = await completeVersion(base, 'one')
      const two = await imageFrom(middle, 'two', { version: one })
      const three = await imageFrom(leaf, 'three', { version: two })
      const revoked = await revoke(base, 'one', { revocation_message: 'CVE-2026-1234' })
      assert.deepEqual(await versionOf(leaf, 'three'), {
        ...three,
        status: 'VERSION_REVOKED',
        revoke_at: revoked.revoke_at,
        revocation_type: 'INHERITED',
        revocation_author: 'admin',
        revocation_message: 'CVE-2026-1234',
        revocation_inherited_from: {
          bucket_name: 'deep-base',
          version_id: one.id,
          version_name: 'v1',
          version_fingerprint: 'one',
          href: `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}/buckets/deep-base/versions/one`,
        },
      })
      assert.deepEqual(await standing(middle, 'two'), ['REVOKED', 'INHERITED', 'deep-base/one'])
      assert.deepEqual(standingOf(revoked), ['REVOKED', 'MANUAL'])
    })

    test('siblings and ancestors of a revoked version stay in use', async () => {
      const { base, middle } = await buckets(admin, 'siblings', ['base', 'middle'])
      const one = await completeVersion(base, 'one')
      await imageFrom(middle, 'two', { version: one })
      await imageFrom(middle, 'three', { version: one })
      await revoke(middle, 'two')
      assert.deepEqual(await standing(base, 'one'), ['ACTIVE'])
      assert.deepEqual(await standing(middle, 'three'), ['ACTIVE'])
    })

    test('a schedule is inherited as a schedule, and takes effect at the same moment', async () => {
      const { base, leaf } = await buckets(admin, 'scheduled', ['base', 'leaf'])
      await imageFrom(leaf, 'two', { version: await completeVersion(base, 'one') })
      const { revoke_at } = await schedule(base, 'one', 10 * MINUTE)
      const child = await versionOf(leaf, 'two')
      assert.deepEqual(standingOf(child), ['REVOCATION_SCHEDULED', 'INHERITED', 'scheduled-base/one'])
      assert.equal(child.revoke_at, revoke_at)
      registry.clock.advance(10 * MINUTE)
      assert.deepEqual(await standing(leaf, 'two'), ['REVOKED', 'INHERITED', 'scheduled-base/one'])
    })

    test('descendants are spared when that is asked for, also those that are built later', async () => {
      const { base, leaf } = await buckets(admin, 'spared', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      await imageFrom(leaf, 'two', { version: one })
      await revoke(base, 'one', { skip_descendants_revocation: true })
      assert.deepEqual(standingOf(await imageFrom(leaf, 'three', { version: one })), ['ACTIVE'])
      assert.deepEqual(await standing(leaf, 'two'), ['ACTIVE'])
    })

    test('a revocation that spares descendants passes on what came from further up', async () => {
      const { base, middle, leaf } = await buckets(admin, 'passed-on', ['base', 'middle', 'leaf'])
      const one = await completeVersion(base, 'one')
      const two = await imageFrom(middle, 'two', { version: one })
      await revoke(middle, 'two', { skip_descendants_revocation: true })
      await revoke(base, 'one')
      assert.deepEqual(await standing(middle, 'two'), ['REVOKED', 'MANUAL'])
      const three = await imageFrom(leaf, 'three', { version: two })
      assert.deepEqual(standingOf(three), ['REVOKED', 'INHERITED', 'passed-on-base/one'])
    })

    test('a child that is recorded under a revoked or scheduled parent inherits at once', async () => {
      const { base, middle, leaf } = await buckets(admin, 'late', ['base', 'middle', 'leaf'])
      const one = await completeVersion(base, 'one')
      await revoke(base, 'one')
      const two = await imageFrom(middle, 'two', { version: one })
      assert.deepEqual(standingOf(two), ['REVOKED', 'INHERITED', 'late-base/one'])
      assert.deepEqual(standingOf(await imageFrom(leaf, 'three', { version: two })), [
        'REVOKED',
        'INHERITED',
        'late-base/one',
      ])
      assert.equal((await channelOf(leaf, 'latest')).version, null)
      const other = await completeVersion(base, 'other')
      await schedule(base, 'other', 30 * MINUTE)
      const four = await imageFrom(leaf, 'four', { version: other })
      assert.deepEqual(standingOf(four), ['REVOCATION_SCHEDULED', 'INHERITED', 'late-base/other'])
    })

    test('a parent that is told when a build is created counts like one that is told when it is done', async () => {
      const { base, leaf } = await buckets(admin, 'created', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      await revoke(base, 'one')
      await newVersion(leaf, 'two')
      await finishBuild(leaf, 'two', { ...doneBuild('two'), parent_version_id: one.id })
      assert.deepEqual(await standing(leaf, 'two'), ['REVOKED', 'INHERITED', 'created-base/one'])
    })

    test('what was built from a version that turns out to have a revoked parent inherits with it, channels too', async () => {
      const { base, middle, leaf } = await buckets(admin, 'afterwards', ['base', 'middle', 'leaf'])
      const one = await completeVersion(base, 'one')
      await revoke(base, 'one')
      const open = await newVersion(middle, 'two')
      await completeVersion(leaf, 'plain')
      await imageFrom(leaf, 'three', { version: open })
      await newChannel(leaf, 'production', 'plain')
      await assign(leaf, 'production', 'three')
      await finishBuild(middle, 'two', { ...doneBuild('two'), parent_version_id: one.id })
      for (const [bucket, fingerprint] of [
        [middle, 'two'],
        [leaf, 'three'],
      ] as const)
        assert.deepEqual(await standing(bucket, fingerprint), ['REVOKED', 'INHERITED', 'afterwards-base/one'])
      for (const channel of ['production', 'latest'])
        assert.equal((await channelOf(leaf, channel)).version.fingerprint, 'plain')
    })

    test('a version that is still building goes on, and is out of use when it is complete', async () => {
      const { base, leaf } = await buckets(admin, 'building', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      await newVersion(leaf, 'two')
      const body = { component_type: 'file.a', status: 'BUILD_RUNNING', parent_version_id: one.id }
      const build = await newBuild(leaf, 'two', body)
      await revoke(base, 'one')
      const building = await versionOf(leaf, 'two')
      assert.deepEqual([building.name, building.status], ['v0', 'VERSION_RUNNING'])
      await updateBuild(leaf, build, 'two', { status: 'BUILD_DONE', platform: 'packer.file' })
      assert.deepEqual(await standing(leaf, 'two'), ['REVOKED', 'INHERITED', 'building-base/one'])
      assert.equal((await channelOf(leaf, 'latest')).version, null)
    })

    test('of two revoked ancestors the earlier date counts, and the other one once that is restored', async () => {
      const { base, tools, leaf } = await buckets(admin, 'diamond', ['base', 'tools', 'leaf'])
      const one = await completeVersion(base, 'one')
      const two = await completeVersion(tools, 'two')
      await imageFrom(leaf, 'three', { version: one }, { version: two })
      await schedule(tools, 'two', 30 * MINUTE)
      await schedule(base, 'one', 20 * MINUTE)
      assert.deepEqual(await standing(leaf, 'three'), ['REVOCATION_SCHEDULED', 'INHERITED', 'diamond-base/one'])
      registry.clock.advance(20 * MINUTE)
      assert.deepEqual(await standing(leaf, 'three'), ['REVOKED', 'INHERITED', 'diamond-base/one'])
      await restore(base, 'one')
      assert.deepEqual(await standing(leaf, 'three'), ['REVOCATION_SCHEDULED', 'INHERITED', 'diamond-tools/two'])
      registry.clock.advance(10 * MINUTE)
      assert.deepEqual(await standing(leaf, 'three'), ['REVOKED', 'INHERITED', 'diamond-tools/two'])
      await restore(tools, 'two')
      assert.deepEqual(await standing(leaf, 'three'), ['ACTIVE'])
    })

    test('an ancestor that is reached over two ways is restored on both', async () => {
      const { base, left, right, leaf } = await buckets(admin, 'two-ways', ['base', 'left', 'right', 'leaf'])
      const one = await completeVersion(base, 'one')
      const sides = [await imageFrom(left, 'two', { version: one }), await imageFrom(right, 'three', { version: one })]
      await imageFrom(leaf, 'four', ...sides.map((version) => ({ version })))
      await revoke(base, 'one')
      assert.deepEqual(await standing(leaf, 'four'), ['REVOKED', 'INHERITED', 'two-ways-base/one'])
      await restore(base, 'one')
      assert.deepEqual(await standing(leaf, 'four'), ['ACTIVE'])
    })

    test('an own revocation counts more than an inherited one, also with a later date', async () => {
      const { base, leaf } = await buckets(admin, 'own', ['base', 'leaf'])
      await imageFrom(leaf, 'two', { version: await completeVersion(base, 'one') })
      await schedule(leaf, 'two', 20 * MINUTE, { revocation_message: 'its own' })
      await schedule(base, 'one', 10 * MINUTE)
      registry.clock.advance(10 * MINUTE)
      assert.deepEqual(await standing(base, 'one'), ['REVOKED', 'MANUAL'])
      const child = await versionOf(leaf, 'two')
      assert.deepEqual([...standingOf(child), child.revocation_message], ['REVOCATION_SCHEDULED', 'MANUAL', 'its own'])
    })

    test('what was inherited counts again when the own revocation is taken back', async () => {
      const { base, leaf } = await buckets(admin, 'beneath', ['base', 'leaf'])
      await imageFrom(leaf, 'two', { version: await completeVersion(base, 'one') })
      await revoke(base, 'one')
      assert.deepEqual(standingOf(await schedule(leaf, 'two', 10 * MINUTE)), ['REVOCATION_SCHEDULED', 'MANUAL'])
      assert.equal((await channelOf(leaf, 'latest')).version.fingerprint, 'two')
      assert.deepEqual(standingOf(await restore(leaf, 'two')), ['REVOKED', 'INHERITED', 'beneath-base/one'])
      assert.equal((await channelOf(leaf, 'latest')).version, null)
    })

    test('an inherited revocation is taken back at the ancestor alone, and the refusal says at which', async () => {
      const { base, leaf } = await buckets(admin, 'refused', ['base', 'leaf'])
      await imageFrom(leaf, 'two', { version: await completeVersion(base, 'one') })
      for (const act of [
        revoke,
        (...[bucket, fingerprint]: Parameters<typeof revoke>) => schedule(bucket, fingerprint, MINUTE),
      ]) {
        await act(base, 'one')
        const message = await refusedUpdate(leaf, 'two', 9, { restore: true })
        assert.equal(
          message,
          'version v1 inherited its revocation: restore v1 (fingerprint "one") of bucket "refused-base", which it was built from',
        )
        await restore(base, 'one')
      }
    })

    test('a schedule that is replaced or taken back is so for descendants, too', async () => {
      const { base, leaf } = await buckets(admin, 'replaced', ['base', 'leaf'])
      await imageFrom(leaf, 'two', { version: await completeVersion(base, 'one') })
      await schedule(base, 'one', 10 * MINUTE)
      const { revoke_at } = await schedule(base, 'one', 20 * MINUTE)
      assert.equal((await versionOf(leaf, 'two')).revoke_at, revoke_at)
      await schedule(base, 'one', 20 * MINUTE, { skip_descendants_revocation: true })
      assert.deepEqual(await standing(leaf, 'two'), ['ACTIVE'])
      await schedule(base, 'one', 20 * MINUTE)
      await restore(base, 'one')
      await letPass(registry, 30 * MINUTE)
      assert.deepEqual(await standing(leaf, 'two'), ['ACTIVE'])
    })

    test('descendants of a deleted ancestor stay revoked, and each is restored by itself', async () => {
      const { base, middle, leaf } = await buckets(admin, 'deleted', ['base', 'middle', 'leaf'])
      const two = await imageFrom(middle, 'two', { version: await completeVersion(base, 'one') })
      await imageFrom(leaf, 'three', { version: two })
      await revoke(base, 'one')
      await base.ok('DeleteVersion', { params: { fingerprint: 'one' } })
      assert.deepEqual(await standing(leaf, 'three'), ['REVOKED', 'INHERITED', 'deleted-base/one'])
      assert.deepEqual(standingOf(await restore(leaf, 'three')), ['ACTIVE'])
      assert.deepEqual(await standing(middle, 'two'), ['REVOKED', 'INHERITED', 'deleted-base/one'])
      assert.deepEqual(standingOf(await restore(middle, 'two')), ['ACTIVE'])
    })

    test('as long as one of two ancestors can be restored, that is what the refusal asks for', async () => {
      const { base, tools, leaf } = await buckets(admin, 'one-left', ['base', 'tools', 'leaf'])
      const [one, two] = [await completeVersion(base, 'one'), await completeVersion(tools, 'two')]
      await imageFrom(leaf, 'three', { version: one }, { version: two })
      await revoke(base, 'one')
      registry.clock.advance(MINUTE)
      await revoke(tools, 'two')
      await tools.ok('DeleteVersion', { params: { fingerprint: 'two' } })
      assert.match(await refusedUpdate(leaf, 'three', 9, { restore: true }), /restore v1 .* of bucket "one-left-base"/)
      await restore(base, 'one')
      assert.deepEqual(await standing(leaf, 'three'), ['REVOKED', 'INHERITED', 'one-left-tools/two'])
      assert.deepEqual(standingOf(await restore(leaf, 'three')), ['ACTIVE'])
    })

    test('versions that were built from each other in a circle are revoked and restored together', async () => {
      const { base, leaf } = await buckets(admin, 'circle', ['base', 'leaf'])
      const opened = await newVersion(base, 'one')
      const two = await imageFrom(leaf, 'two', { version: opened })
      await finishBuild(base, 'one', { ...doneBuild('one'), parent_version_id: two.id })
      await revoke(base, 'one')
      assert.deepEqual(await standing(base, 'one'), ['REVOKED', 'MANUAL'])
      assert.deepEqual(await standing(leaf, 'two'), ['REVOKED', 'INHERITED', 'circle-base/one'])
      assert.deepEqual(standingOf(await restore(base, 'one')), ['ACTIVE'])
      assert.deepEqual(await standing(leaf, 'two'), ['ACTIVE'])
    })

    test('in a circle that is closed after a revocation the others inherit it, and nobody from itself', async () => {
      const { base, leaf } = await buckets(admin, 'closed', ['base', 'leaf'])
      const opened = await newVersion(base, 'one')
      const two = await imageFrom(leaf, 'two', { version: opened })
      await revoke(leaf, 'two')
      await finishBuild(base, 'one', { ...doneBuild('one'), parent_version_id: two.id })
      assert.deepEqual(await standing(base, 'one'), ['REVOKED', 'INHERITED', 'closed-leaf/two'])
      assert.deepEqual(await standing(leaf, 'two'), ['REVOKED', 'MANUAL'])
      const { revocations } = registry.store
      const revocation = await revocations.findByVersion(two.id as string)
      const heirs = await revocations.listHeirs(revocation?.id ?? '')
      assert.deepEqual(
        heirs.map(({ id }) => id),
        [opened.id],
      )
      await restore(leaf, 'two')
      assert.deepEqual([await standing(base, 'one'), await standing(leaf, 'two')], [['ACTIVE'], ['ACTIVE']])
    })
  })
