// Revoking versions, at once or at a date, with or without their descendants, and restoring them.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  completeVersion,
  doneBuild,
  finishBuild,
  inBucket,
  newBucket,
  newBuild,
  newVersion,
  versionOf,
} from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import {
  DAY,
  HOUR,
  letPass,
  MINUTE,
  refusedUpdate,
  restore,
  revoke,
  schedule,
  standing,
  standingOf,
  updateVersion,
} from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { shapeOf } from '../support/shapes.ts'

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

for (const database of databases())
  describe(`revocation on ${database.name}`, () => {
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
    const soon = (milliseconds: number) => new Date(Date.parse(registry.clock.now()) + milliseconds).toISOString()

    test('a revoked version says since when, by whom and why, and nothing else about it changes', async () => {
      const bucket = await newBucket(admin, 'now')
      const before = await completeVersion(bucket, 'one')
      const asked = registry.clock.now()
      const body = { revoke_at: asked, revocation_message: 'CVE-2026-1234' }
      const { version } = await updateVersion(bucket, 'one', body)
      assert.match(version.revoke_at, ISO)
      assert.ok(version.revoke_at >= asked && version.revoke_at <= registry.clock.now())
      assert.deepEqual(version, {
        ...before,
        status: 'VERSION_REVOKED',
        revoke_at: version.revoke_at,
        revocation_type: 'MANUAL',
        revocation_author: 'admin',
        revocation_message: 'CVE-2026-1234',
        revocation_inherited_from: null,
      })
      assert.deepEqual(await versionOf(bucket, 'one'), version)
    })

    test('revocation, schedule and restoration answer an operation that is over when it is waited for', async () => {
      const bucket = await newBucket(admin, 'operations')
      await completeVersion(bucket, 'one')
      for (const body of [{ revoke_in: '1h' }, { revoke_in: '0s' }, { restore: true }]) {
        const { operation } = await updateVersion(bucket, 'one', body)
        assert.equal(shapeOf(operation.id), '<ulid>')
        const waited = await admin.ok('OperationService_Wait', { params: { id: operation.id } })
        assert.equal(waited.operation.state, 'DONE')
      }
    })

    test('a date in the future schedules, equal to the millisecond, and the version stays in use until then', async () => {
      const bucket = await newBucket(admin, 'schedule')
      await completeVersion(bucket, 'one')
      const revoke_at = soon(30 * MINUTE)
      const { version } = await updateVersion(bucket, 'one', { revoke_at })
      assert.deepEqual([version.revoke_at, ...standingOf(version)], [revoke_at, 'REVOCATION_SCHEDULED', 'MANUAL'])
      registry.clock.advance(29 * MINUTE)
      assert.deepEqual(await standing(bucket, 'one'), ['REVOCATION_SCHEDULED', 'MANUAL'])
      registry.clock.advance(MINUTE)
      assert.deepEqual(await standing(bucket, 'one'), ['REVOKED', 'MANUAL'])
      assert.equal((await versionOf(bucket, 'one')).revoke_at, revoke_at)
    })

    test('a date in the past means now, and one of the year 1, which clients send for none, means nothing', async () => {
      const bucket = await newBucket(admin, 'past')
      const before = await completeVersion(bucket, 'one')
      const none = await updateVersion(bucket, 'one', { revoke_at: '0001-01-01T00:00:00.000Z' })
      assert.deepEqual(none, { version: before, operation: null })
      const now = registry.clock.now()
      const { version } = await updateVersion(bucket, 'one', { revoke_at: '1999-12-31T23:59:59Z' })
      assert.equal(version.status, 'VERSION_REVOKED')
      assert.ok(version.revoke_at >= now)
    })

    test('a duration is written as Go writes it, or in days', async () => {
      const bucket = await newBucket(admin, 'durations')
      await completeVersion(bucket, 'one')
      const durations = { '30d': 30 * DAY, '2h45m': 2.75 * HOUR, '1.5h': 1.5 * HOUR, '90s': 90_000, '1d12h': 1.5 * DAY }
      for (const [revoke_in, milliseconds] of Object.entries(durations)) {
        const earliest = soon(milliseconds)
        const { version } = await updateVersion(bucket, 'one', { revoke_in })
        assert.ok(version.revoke_at >= earliest && version.revoke_at <= soon(milliseconds), revoke_in)
      }
      for (const revoke_in of ['x', '1', '-1h', '1w', '1 h', '1h ', '.h', '9999999999d'])
        assert.match(
          await refusedUpdate(bucket, 'one', 3, { revoke_in }),
          /^revoke_in: must be a duration such as "30d"/,
        )
    })

    test('an update asks for one thing at a time', async () => {
      const bucket = await newBucket(admin, 'one-thing')
      const before = await completeVersion(bucket, 'one')
      const revoke_at = soon(DAY)
      for (const body of [
        { revoke_at, revoke_in: '1d' },
        { revoke_at, restore: true },
        { revoke_in: '1d', complete: true },
        { restore: true, complete: true },
      ])
        assert.match(
          await refusedUpdate(bucket, 'one', 3, body),
          /no more than one of complete, restore, revoke_at and/,
        )
      assert.deepEqual(await versionOf(bucket, 'one'), before)
    })

    test('what a body says is false is not asked for', async () => {
      const bucket = await newBucket(admin, 'false')
      const before = await completeVersion(bucket, 'one')
      const nothing = { complete: false, restore: false, skip_descendants_revocation: false }
      assert.deepEqual(await updateVersion(bucket, 'one', nothing), { version: before, operation: null })
      assert.deepEqual(standingOf(await revoke(bucket, 'one', nothing)), ['REVOKED', 'MANUAL'])
      await newVersion(bucket, 'open')
      await newBuild(bucket, 'open', { component_type: 'file.a', status: 'BUILD_RUNNING' })
      await finishBuild(bucket, 'open', doneBuild('open'))
      assert.equal((await updateVersion(bucket, 'open', nothing)).version.name, 'v0')
    })

    test('an incomplete version is not revoked', async () => {
      const bucket = await newBucket(admin, 'incomplete')
      await newVersion(bucket, 'open')
      await newBuild(bucket, 'open', { component_type: 'file.a', status: 'BUILD_RUNNING' })
      for (const revoke_in of ['0s', '1d'])
        assert.match(
          await refusedUpdate(bucket, 'open', 9, { revoke_in }),
          /"open" is incomplete \(v0\).*finish or delete it/,
        )
      assert.deepEqual(await standing(bucket, 'open'), ['RUNNING'])
    })

    test('an unknown version is told from an unknown bucket', async () => {
      const bucket = await newBucket(admin, 'unknown')
      const elsewhere = inBucket(admin, 'nowhere')
      for (const body of [{ revoke_in: '0s' }, { restore: true }]) {
        assert.equal(await refusedUpdate(bucket, 'nope', 10, body), 'Version with fingerprint nope not found')
        assert.equal(await refusedUpdate(elsewhere, 'nope', 5, body), 'bucket "nowhere" does not exist')
      }
    })

    test('a version that is revoked is not revoked again before it is restored', async () => {
      const bucket = await newBucket(admin, 'again')
      await completeVersion(bucket, 'one')
      const revoked = await revoke(bucket, 'one', { revocation_message: 'first' })
      for (const revoke_in of ['0s', '30d']) {
        const message = await refusedUpdate(bucket, 'one', 9, { revoke_in, revocation_message: 'second' })
        assert.equal(
          message,
          `version v1 has been revoked since ${revoked.revoke_at}: restore it before you revoke it again`,
        )
      }
      assert.deepEqual(await versionOf(bucket, 'one'), revoked)
    })

    test('a schedule is replaced by another date, by now, or by nothing', async () => {
      const bucket = await newBucket(admin, 'replaced')
      await completeVersion(bucket, 'one')
      await schedule(bucket, 'one', 10 * MINUTE, { revocation_message: 'first' })
      const later = await schedule(bucket, 'one', 30 * MINUTE, { revocation_message: 'second' })
      assert.equal(later.revocation_message, 'second')
      await letPass(registry, 20 * MINUTE)
      assert.deepEqual(await standing(bucket, 'one'), ['REVOCATION_SCHEDULED', 'MANUAL'])
      const restored = await restore(bucket, 'one')
      assert.deepEqual(standingOf(restored), ['ACTIVE'])
      await letPass(registry, 20 * MINUTE)
      assert.deepEqual(await standing(bucket, 'one'), ['ACTIVE'])
      await schedule(bucket, 'one', 10 * MINUTE)
      assert.deepEqual(standingOf(await revoke(bucket, 'one')), ['REVOKED', 'MANUAL'])
    })

    test('a restored version is as it was', async () => {
      const bucket = await newBucket(admin, 'restored')
      const before = await completeVersion(bucket, 'one')
      await revoke(bucket, 'one', { revocation_message: 'oops' })
      assert.deepEqual(await restore(bucket, 'one'), before)
      assert.deepEqual(await versionOf(bucket, 'one'), before)
      assert.deepEqual(standingOf(await revoke(bucket, 'one')), ['REVOKED', 'MANUAL'])
    })

    test('what is not revoked is not restored', async () => {
      const bucket = await newBucket(admin, 'valid')
      await completeVersion(bucket, 'one')
      await newVersion(bucket, 'open')
      const message = await refusedUpdate(bucket, 'one', 9, { restore: true })
      assert.equal(message, 'version v1 (fingerprint "one") is not revoked')
      await refusedUpdate(bucket, 'open', 9, { restore: true })
    })

    test('a viewer revokes and restores nothing', async () => {
      const bucket = await newBucket(admin, 'viewer')
      await completeVersion(bucket, 'one')
      const viewed = inBucket(await registry.principal('viewer'), 'viewer')
      for (const body of [{ revoke_in: '0s' }, { revoke_in: '1d' }, { restore: true }])
        await refusedUpdate(viewed, 'one', 7, body)
      assert.deepEqual(await standing(bucket, 'one'), ['ACTIVE'])
    })

    test('a revocation is signed by who asked for it', async () => {
      const bucket = await newBucket(admin, 'signed')
      await completeVersion(bucket, 'one')
      const contributor = await registry.principal('contributor')
      const { principal } = await contributor.ok('IamService_GetCallerIdentity', {})
      const version = await revoke(inBucket(contributor, 'signed'), 'one')
      assert.equal(version.revocation_author, principal.service.name)
    })
  })
