// What the log is told of the life of images: HCP Packer's words, who did it, and what it was about.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Event } from '../../src/domain/event/event.ts'
import { assign, type BucketScene, completeVersion, newChannel } from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buckets, imageFrom, letPass, MINUTE, restore, revoke, schedule } from '../support/image-sequences.ts'
import { type TestRegistry, startRegistry } from '../support/registry.ts'

interface Told {
  readonly version?: {
    readonly fingerprint: string
    readonly status: string
    readonly revocationMessage: string
  } | null
  readonly previousVersion?: { readonly fingerprint: string } | null
  readonly inheritedFrom?: { readonly fingerprint: string }
  readonly channel?: { readonly name: string }
  readonly builds?: readonly { readonly artifacts: readonly unknown[] }[]
  readonly skipDescendantsRevocation?: boolean
}

for (const database of databases())
  // One after the other: they move the one clock.
  describe(`events of the life of images on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const all = async (): Promise<readonly Event[]> => {
      const page = { size: 1000, order: [{ field: 'at', descending: false }], edge: null } as const
      return (await registry.store.events.list(registry.projectId, page)).items
    }
    /** The events that the work writes, of one moment in the order of their texts. */
    const during = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
      const known = new Set((await all()).map(({ id }) => id))
      await work()
      return (await all()).filter(({ id }) => !known.has(id)).map(lineOf)
    }
    const lineOf = ({ action, description, actor, payload }: Event): string => {
      const { version, previousVersion, inheritedFrom, channel } = payload as Told
      const parts = [
        `${action}: ${description}`,
        version ? `${version.fingerprint} (${version.status})` : '',
        inheritedFrom ? `because of ${inheritedFrom.fingerprint}` : '',
        channel ? `at ${channel.name}` : '',
        previousVersion ? `instead of ${previousVersion.fingerprint}` : '',
      ]
      return `${parts.filter((part) => part !== '').join(', ')}; by ${actor.name}`
    }

    /** A base with two versions at a channel, and a child of the newer one. */
    const family = async (test: string): Promise<{ base: BucketScene; leaf: BucketScene }> => {
      const { base, leaf } = await buckets(admin, test, ['base', 'leaf'])
      await completeVersion(base, 'one')
      const channel = await newChannel(base, 'production', 'one')
      const two = await completeVersion(base, 'two')
      await assign(base, 'production', 'two')
      await imageFrom(leaf, 'child', { version: two, channel })
      return { base, leaf }
    }

    test('a revocation tells of the version, of all that inherit it, and of the channels that leave', async () => {
      const { base } = await family('now')
      assert.deepEqual(
        (await during(() => revoke(base, 'two', { revocation_message: 'CVE-2026-1' }))).toSorted(),
        [
          'revoke: Revoked version, two (revoked); by admin',
          'revoke: Revoked version, child (revoked), because of two; by admin',
          'assign: Assigned version to channel, one (active), at production, instead of two; by admin',
          'assign: Assigned version to channel, one (active), at latest, instead of two; by admin',
          'assign: Assigned version to channel, at latest, instead of child; by admin',
        ].toSorted(),
      )
      const own = (await all()).findLast(({ action, payload }) => action === 'revoke' && 'builds' in payload)
      const { version, builds, skipDescendantsRevocation } = own?.payload as Told
      assert.equal(version?.revocationMessage, 'CVE-2026-1')
      assert.equal(builds?.[0]?.artifacts.length, 1)
      assert.equal(skipDescendantsRevocation, false)

      assert.deepEqual(
        (await during(() => restore(base, 'two'))).toSorted(),
        [
          'restore: Restored version, two (active); by admin',
          'restore: Restored version, child (active), because of two; by admin',
          'assign: Assigned version to channel, two (active), at latest, instead of one; by admin',
          'assign: Assigned version to channel, child (active), at latest; by admin',
        ].toSorted(),
      )
    })

    test('a schedule is told at once and again by the registry when it takes effect', async () => {
      const { base } = await family('later')
      assert.deepEqual((await during(() => schedule(base, 'two', MINUTE))).toSorted(), [
        'schedule-revocation: Scheduled version revocation, child (revocation-scheduled), because of two; by admin',
        'schedule-revocation: Scheduled version revocation, two (revocation-scheduled); by admin',
      ])
      assert.deepEqual(
        (await during(() => letPass(registry, MINUTE + 1))).toSorted(),
        [
          'revoke: Revoked version, two (revoked); by Assay',
          'revoke: Revoked version, child (revoked), because of two; by Assay',
          'assign: Assigned version to channel, one (active), at production, instead of two; by Assay',
          'assign: Assigned version to channel, one (active), at latest, instead of two; by Assay',
          'assign: Assigned version to channel, at latest, instead of child; by Assay',
        ].toSorted(),
      )
      assert.deepEqual(await during(() => letPass(registry, MINUTE)), [])
    })

    test('a schedule that is taken back is told, and nothing after it', async () => {
      const { base } = await family('taken-back')
      await schedule(base, 'two', MINUTE)
      const promised = async () => (await registry.store.jobs.list(10)).map(({ kind }) => kind)
      assert.deepEqual((await promised()).toSorted(), ['apply-revocation', 'cancel-silent-builds'])
      assert.deepEqual((await during(() => restore(base, 'two'))).toSorted(), [
        'cancel-revocation: Cancelled version revocation, child (active), because of two; by admin',
        'cancel-revocation: Cancelled version revocation, two (active); by admin',
      ])
      assert.deepEqual(await promised(), ['cancel-silent-builds'])
      assert.deepEqual(await during(() => letPass(registry, 2 * MINUTE)), [])
    })

    test('descendants that are spared are not told of', async () => {
      const { base } = await family('spared')
      const events = await during(() => revoke(base, 'two', { skip_descendants_revocation: true }))
      assert.deepEqual(
        events.filter((line) => line.includes('child')),
        [],
      )
      const own = (await all()).findLast(({ action }) => action === 'revoke')
      assert.equal((own?.payload as Told).skipDescendantsRevocation, true)
    })

    test('a deletion tells what was deleted and where channels went', async () => {
      const { base } = await family('deleted')
      const work = () =>
        base.ok('DeleteVersion', { params: { fingerprint: 'two' }, query: { rollback_channels: 'true' } })
      assert.deepEqual(
        (await during(work)).toSorted(),
        [
          'assign: Assigned version to channel, one (active), at production, instead of two; by admin',
          'delete: Deleted version, two (active); by admin',
          'assign: Assigned version to channel, one (active), at latest; by admin',
        ].toSorted(),
      )
    })

    test('what is refused leaves no event', async () => {
      const { base, leaf } = await family('refused')
      await revoke(base, 'two')
      const nothing = await during(async () => {
        await base.refused('UpdateVersion', 9, { params: { fingerprint: 'two' }, body: { revoke_in: '0s' } })
        await leaf.refused('UpdateVersion', 9, { params: { fingerprint: 'child' }, body: { restore: true } })
        await base.refused('DeleteVersion', 5, { params: { fingerprint: 'none' } })
      })
      assert.deepEqual(nothing, [])
    })
  })
