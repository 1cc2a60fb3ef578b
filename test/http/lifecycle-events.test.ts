// What the log records about the life of images: HCP Packer's wording, the actor, and the subject.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../src/machine/new-id.ts'
import { later } from '../../src/domain/clock.ts'
import type { Event } from '../../src/domain/record/event/event.ts'
import {
  assign,
  type BucketScene,
  completeVersion,
  doneBuild,
  finishBuild,
  newBuild,
  newChannel,
  newVersion,
  updateBuild,
} from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buckets, imageFrom, letPass, MINUTE, restore, revoke, schedule } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

interface Told {
  readonly version?: {
    readonly fingerprint: string
    readonly status: string
    readonly revocationMessage: string
  } | null
  readonly previousVersion?: { readonly fingerprint: string } | null
  readonly inheritedFrom?: { readonly fingerprint: string }
  readonly channel?: { readonly name: string }
  readonly skipDescendantsRevocation?: boolean
}

for (const database of databases())
  // In sequence, because they all move the same clock.
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
    /** The events that the work writes; those of one moment are ordered by their texts. */
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

    /** The times of the scheduled revocations. */
    const promisedAt = async () =>
      (await registry.store.jobs.list(10)).filter(({ kind }) => kind === 'apply-revocation').map(({ runAt }) => runAt)

    /** A base with two versions assigned to a channel in turn, and a child of the newer one. */
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
      const own = (await all()).findLast(({ action, payload }) => action === 'revoke' && !('inheritedFrom' in payload))
      const { version, skipDescendantsRevocation } = own?.payload as Told
      assert.equal(version?.revocationMessage, 'CVE-2026-1')
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
      assert.equal((await promisedAt()).length, 1)
      assert.deepEqual((await during(() => restore(base, 'two'))).toSorted(), [
        'cancel-revocation: Cancelled version revocation, child (active), because of two; by admin',
        'cancel-revocation: Cancelled version revocation, two (active); by admin',
      ])
      assert.deepEqual(await promisedAt(), [])
      assert.deepEqual(await during(() => letPass(registry, 2 * MINUTE)), [])
    })

    test('a schedule that is replaced is promised once, for the new moment', async () => {
      const { base } = await family('replaced')
      await schedule(base, 'two', MINUTE)
      const { revoke_at } = await schedule(base, 'two', 2 * MINUTE)
      assert.deepEqual(await promisedAt(), [revoke_at])
      await restore(base, 'two')
    })

    test('what was going to be revoked with a version, and is spared by what replaces the schedule, is told of', async () => {
      const { base } = await family('replaced-sparing')
      const told = 'cancel-revocation: Cancelled version revocation, child (active), because of two; by admin'
      await schedule(base, 'two', MINUTE)
      const sparing = { skip_descendants_revocation: true }
      assert.deepEqual((await during(() => schedule(base, 'two', 2 * MINUTE, sparing))).toSorted(), [
        told,
        'schedule-revocation: Scheduled version revocation, two (revocation-scheduled); by admin',
      ])
      await schedule(base, 'two', MINUTE)
      const now = await during(() => revoke(base, 'two', sparing))
      assert.deepEqual(
        now.filter((line) => line.includes('child')),
        [told],
      )
      await restore(base, 'two')
    })

    test('a promise that is kept twice, or before its time, is told once, in time', async () => {
      const { base } = await family('twice')
      const { id, revoke_at } = await schedule(base, 'two', MINUTE)
      const revocation = (await registry.store.revocations.findByVersion(id as string)) ?? assert.fail('no schedule')
      const promiseNow = () =>
        registry.store.transaction(async ({ jobs }) => {
          const now = registry.clock.now()
          const job = {
            id: newId(),
            kind: 'apply-revocation',
            subject: revocation.id,
            runAt: now,
            createdAt: now,
          } as const
          await jobs.withdraw(job.kind, job.subject)
          await jobs.insert({ ...job, failures: 0, lastError: '', claimedUntil: null })
        })
      await promiseNow()
      assert.deepEqual(await during(() => registry.runDueJobs()), [])
      assert.deepEqual(await promisedAt(), [revoke_at])
      await letPass(registry, MINUTE + 1)
      await promiseNow()
      assert.deepEqual(await during(() => registry.runDueJobs()), [])
      assert.deepEqual(await promisedAt(), [])
    })

    test('a version is told of when its own state changes, not when that of one of its ancestors does', async () => {
      const { base, tools, leaf } = await buckets(admin, 'unmoved', ['base', 'tools', 'leaf'])
      const [one, two] = [await completeVersion(base, 'one'), await completeVersion(tools, 'two')]
      await imageFrom(leaf, 'child', { version: one }, { version: two })
      const aboutChild = async (work: () => Promise<unknown>) =>
        (await during(work)).filter((line) => line.includes('child') && !line.startsWith('assign'))

      await revoke(base, 'one')
      assert.deepEqual(await aboutChild(() => revoke(tools, 'two')), [], 'it is revoked already')
      assert.deepEqual(await aboutChild(() => restore(base, 'one')), [], 'the other one still counts')
      await restore(tools, 'two')

      await schedule(base, 'one', MINUTE)
      assert.deepEqual(
        await aboutChild(() => schedule(tools, 'two', 2 * MINUTE)),
        [],
        'it is to be revoked before that',
      )
      assert.deepEqual(await aboutChild(() => restore(base, 'one')), [], 'it is to be revoked later')
      await restore(tools, 'two')

      await schedule(leaf, 'child', 2 * MINUTE)
      assert.deepEqual(await aboutChild(() => revoke(base, 'one')), [], 'its own schedule counts')
      assert.deepEqual(await aboutChild(() => restore(base, 'one')), [], 'its own schedule counted')
      await restore(leaf, 'child')
    })

    test('what is revoked already is not told of again when an earlier schedule of another ancestor is applied late', async () => {
      const { base, tools, leaf } = await buckets(admin, 'applied-late', ['base', 'tools', 'leaf'])
      const [one, two] = [await completeVersion(base, 'one'), await completeVersion(tools, 'two')]
      await imageFrom(leaf, 'child', { version: one }, { version: two })
      await schedule(base, 'one', MINUTE)
      // Another server has claimed the job and crashed.
      const until = later(registry.clock.now(), 2 * MINUTE)
      assert.ok(await registry.store.transaction(({ jobs }) => jobs.claim(['apply-revocation'], until, until, until)))
      registry.clock.advance(MINUTE + 1)
      assert.deepEqual(
        (await during(() => revoke(tools, 'two'))).filter((line) => line.startsWith('revoke')).toSorted(),
        [
          'revoke: Revoked version, child (revoked), because of two; by admin',
          'revoke: Revoked version, two (revoked); by admin',
        ],
      )
      const told = await during(async () => {
        registry.clock.advance(MINUTE)
        await registry.runDueJobs()
      })
      assert.deepEqual(
        told.filter((line) => line.startsWith('revoke')),
        ['revoke: Revoked version, one (revoked); by Assay'],
      )
    })

    test('what is revoked already is not told of again when it turns out to be built from what was revoked before', async () => {
      const { base, tools, middle, leaf } = await buckets(admin, 'told-early', ['base', 'tools', 'middle', 'leaf'])
      const [one, two] = [await completeVersion(base, 'one'), await completeVersion(tools, 'two')]
      await imageFrom(leaf, 'child', { version: await newVersion(middle, 'open') }, { version: two })
      await revoke(base, 'one')
      registry.clock.advance(MINUTE)
      await revoke(tools, 'two')
      const named = { component_type: 'file.a', status: 'BUILD_RUNNING', parent_version_id: one.id }
      assert.deepEqual(await during(() => newBuild(middle, 'open', named)), [
        'create: Created build, open (running); by admin',
      ])
    })

    test('what was built from a version whose revoked parent is told later is told of, once', async () => {
      const { base, middle, leaf } = await buckets(admin, 'told-late', ['base', 'middle', 'leaf'])
      const one = await completeVersion(base, 'one')
      const open = await newVersion(middle, 'open')
      await imageFrom(leaf, 'child', { version: open })
      await revoke(base, 'one')
      const named = { component_type: 'file.a', status: 'BUILD_RUNNING', parent_version_id: one.id }
      const told = await during(() => newBuild(middle, 'open', named))
      assert.deepEqual(told.toSorted(), [
        'assign: Assigned version to channel, at latest, instead of child; by admin',
        'create: Created build, open (running); by admin',
        'revoke: Revoked version, child (revoked), because of one; by admin',
      ])
      const again = await during(() => newBuild(middle, 'open', { ...named, component_type: 'file.b' }))
      assert.deepEqual(again, ['create: Created build, open (running); by admin'])
    })

    test('a descendant that is still building is told of when it is complete, and as revoked', async () => {
      const { base, leaf } = await buckets(admin, 'building', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      await newVersion(leaf, 'child')
      const running = { component_type: 'file.a', status: 'BUILD_RUNNING', parent_version_id: one.id }
      const build = await newBuild(leaf, 'child', running)
      const all = await during(async () => {
        await schedule(base, 'one', MINUTE)
        await restore(base, 'one')
        await revoke(base, 'one')
        await restore(base, 'one')
        await revoke(base, 'one')
      })
      assert.deepEqual(
        all.filter((line) => line.includes('child')),
        [],
      )
      const done = { status: 'BUILD_DONE', platform: 'packer.file' }
      const complete = 'complete: Completed version, child (revoked); by admin'
      assert.deepEqual(await during(() => updateBuild(leaf, build, 'child', done)), [
        'update: Updated build, child (running); by admin',
        complete,
      ])
      const late = await newVersion(leaf, 'late')
      assert.equal(late.status, 'VERSION_RUNNING')
      const told = await during(() => finishBuild(leaf, 'late', { ...doneBuild('late'), parent_version_id: one.id }))
      assert.deepEqual(told, [
        'create: Created build, late (running); by admin',
        'update: Updated build, late (incomplete); by admin',
        complete.replace('child', 'late'),
      ])
    })

    test('everything that is done to a bucket and what hangs on it is told in the words of HCP Packer', async () => {
      const told = await during(async () => {
        const { base } = await buckets(admin, 'words', ['base'])
        await newVersion(base, 'one')
        const left = await newBuild(base, 'one', { component_type: 'file.left-out' })
        await newBuild(base, 'one', doneBuild('one'))
        await base.ok('DeleteBuild', { params: { fingerprint: 'one', build_id: left.id as string } })
        await newChannel(base, 'production', 'one')
        const params = { channel_name: 'production' }
        await base.ok('UpdateChannel', { params, body: { restricted: true, update_mask: 'restricted' } })
        await base.ok('DeleteChannel', { params })
        await base.ok('DeleteBucket')
      })
      assert.deepEqual(told, [
        'create: Created bucket; by admin',
        'create: Created version, one (running); by admin',
        'create: Created build, one (running); by admin',
        'create: Created build, one (incomplete); by admin',
        'delete: Deleted build, one (incomplete); by admin',
        'complete: Completed version, one (active); by admin',
        'assign: Assigned version to channel, one (active), at latest; by admin',
        'create: Created channel, at production; by admin',
        'assign: Assigned version to channel, one (active), at production; by admin',
        'update: Updated channel, at production; by admin',
        'delete: Deleted channel, at production; by admin',
        'delete: Deleted bucket; by admin',
      ])
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
      await newChannel(base, 'staging', 'two')
      const work = () =>
        base.ok('DeleteVersion', { params: { fingerprint: 'two' }, query: { rollback_channels: 'true' } })
      assert.deepEqual(
        (await during(work)).toSorted(),
        [
          'assign: Assigned version to channel, one (active), at production, instead of two; by admin',
          'assign: Assigned version to channel, at staging, instead of two; by admin',
          'delete: Deleted version, two (active); by admin',
          'assign: Assigned version to channel, one (active), at latest, instead of two; by admin',
        ].toSorted(),
      )
      await base.ok('UpdateChannel', {
        params: { channel_name: 'production' },
        body: { version_fingerprint: '', update_mask: 'versionFingerprint' },
      })
      assert.deepEqual(await during(() => base.ok('DeleteVersion', { params: { fingerprint: 'one' } })), [
        'assign: Assigned version to channel, at latest, instead of one; by admin',
        'delete: Deleted version, one (active); by admin',
      ])
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

    // Last, because it deletes the registry.
    test('what is done to the registry itself is told without a bucket', async () => {
      const told = await during(async () => {
        const body = { update_mask: 'activated', activated: false }
        for (let times = 0; times < 2; times++) await admin.ok('PackerService_UpdateRegistry', { body })
        await admin.ok('PackerService_DeleteRegistry', {})
        await admin.ok('PackerService_CreateRegistry', { body: { feature_tier: 'PLUS' } })
      })
      assert.deepEqual(told, [
        'update: Updated registry; by admin',
        'delete: Deleted registry; by admin',
        'create: Created registry; by admin',
      ])
    })
  })
