// Revoking, restoring and tracing through packer 2021-04-30. The rules are the domain's; this tests that this API
// reaches all of them, with its own flag for rolling back channels.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { later } from '../../src/domain/clock.ts'
import type { BucketScene } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import {
  completeIteration,
  doneIterationBuild,
  finishIterationBuild,
  iterationOf,
  newIteration,
  newSlug,
  newSlugChannel,
  slugChannelOf,
  updateIteration,
  updateSlugChannel,
} from '../support/iteration-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf, shapeOf } from '../support/shapes.ts'

const MINUTE = 60_000

for (const database of databases())
  describe(`revocation of 2021-04-30 on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const base = () =>
      `/packer/2021-04-30/organizations/${registry.organizationId}/projects/${registry.projectId}/images`
    const revocation = (iteration: Json) => ({
      type: iteration.revocation_type,
      author: iteration.revocation_author,
      message: iteration.revocation_message,
      from: iteration.revocation_inherited_from?.iteration_id ?? null,
    })
    const held = async (bucket: BucketScene, slug: string) =>
      (await slugChannelOf(bucket, slug)).iteration?.fingerprint ?? null
    const refuse = (bucket: BucketScene, iteration: Json, code: number, body: object) =>
      bucket.refused('UpdateIteration', code, { params: { iteration_id: iteration.id as string }, body })
    /** The iterations `one` and `two`, and the channel `production`, which pointed to `one` and now points to `two`. */
    async function promoted(
      slug: string,
    ): Promise<{ readonly bucket: BucketScene; readonly one: Json; readonly two: Json }> {
      const bucket = await newSlug(admin, slug)
      const [one, two] = [await completeIteration(bucket, 'one'), await completeIteration(bucket, 'two')]
      await newSlugChannel(bucket, 'production', { iteration_id: one.id })
      await updateSlugChannel(bucket, 'production', { iteration_id: two.id })
      return { bucket, one, two }
    }
    /** A complete iteration in a bucket of its own, built from an iteration that was found through a channel. */
    async function child(slug: string, parent: Json, channelId: string): Promise<readonly [BucketScene, Json]> {
      const bucket = await newSlug(admin, slug)
      const sources = { source_iteration_id: parent.id, source_channel_id: channelId }
      await finishIterationBuild(bucket, await newIteration(bucket, 'fp'), { ...doneIterationBuild('fp'), ...sources })
      return [bucket, await iterationOf(bucket, 'fp')]
    }

    test('revoking now answers the revoked iteration and an operation, and `latest` moves', async () => {
      const { bucket, two } = await promoted('revoked')
      const body = { revoke_in: '0s', revocation_message: 'bad key', bucket_slug: 'revoked' }
      const { iteration, operation } = await updateIteration(bucket, two, body)
      assert.deepEqual(revocation(iteration), { type: 'MANUAL', author: 'admin', message: 'bad key', from: null })
      assert.ok(iteration.revoke_at <= registry.clock.now() && iteration.revoke_at > two.created_at)
      assert.equal(operation.state, 'DONE')
      assert.deepEqual(await iterationOf(bucket, 'two'), iteration)
      assert.equal(await held(bucket, 'latest'), 'one')
      assert.match(await refuse(bucket, two, 9, { revoke_in: '0s' }), /has been revoked since/)
    })

    test('channels are rolled back only when rollback_channels says so', async () => {
      const quiet = await promoted('stays')
      await updateIteration(quiet.bucket, quiet.two, { revoke_in: '0s' })
      assert.equal(await held(quiet.bucket, 'production'), 'two')
      const explicit = await promoted('stays-too')
      await updateIteration(explicit.bucket, explicit.two, { revoke_in: '0s', rollback_channels: false })
      assert.equal(await held(explicit.bucket, 'production'), 'two')
      const rolled = await promoted('rolled-back')
      await updateIteration(rolled.bucket, rolled.two, { revoke_in: '0s', rollback_channels: true })
      assert.equal(await held(rolled.bucket, 'production'), 'one')
    })

    test('a schedule takes effect with the clock, and rolls channels back then', async () => {
      const { bucket, two } = await promoted('scheduled')
      const at = later(registry.clock.now(), 10 * MINUTE)
      const { iteration, operation } = await updateIteration(bucket, two, { revoke_at: at, rollback_channels: true })
      assert.deepEqual([iteration.revoke_at, operation.state], [at, 'DONE'])
      assert.equal(await held(bucket, 'production'), 'two')
      const status = async () => {
        const { history } = await bucket.ok('ListChannelHistory', { params: { slug: 'production' } })
        return listOf(history).find((entry) => entry.iteration.id === two.id).iteration.status
      }
      assert.equal(await status(), 'ITERATION_REVOCATION_SCHEDULED')
      registry.clock.advance(11 * MINUTE)
      assert.equal(await status(), 'ITERATION_REVOKED')
      await registry.runDueJobs()
      assert.equal(await held(bucket, 'production'), 'one')
      assert.equal((await iterationOf(bucket, 'two')).revoke_at, at)
    })

    test('restoring takes a revocation or a schedule back, but not what was inherited', async () => {
      const { bucket, two } = await promoted('restored')
      const [heirs, heir] = await child('heir', two, '')
      for (const revoke_in of ['0s', '30d', '2h45m']) {
        await updateIteration(bucket, two, { revoke_in, revocation_message: 'why' })
        assert.deepEqual(revocation(await iterationOf(heirs, 'fp')), {
          type: 'INHERITED',
          author: 'admin',
          message: 'why',
          from: two.id,
        })
        assert.match(await refuse(heirs, heir, 9, { restore: true }), /inherited its revocation: restore v2/)
        const { iteration } = await updateIteration(bucket, two, { restore: true })
        assert.deepEqual(revocation(iteration), { type: 'UNSET', author: '', message: '', from: null })
        assert.equal(iteration.revoke_at, null)
        assert.equal(await held(bucket, 'latest'), 'two')
        assert.deepEqual(revocation(await iterationOf(heirs, 'fp')), revocation(iteration))
      }
      assert.match(await refuse(bucket, two, 9, { restore: true }), /is not revoked/)
    })

    test('an ancestor that was revoked is told with its address, unless descendants are skipped', async () => {
      const { bucket, one, two } = await promoted('ancestor')
      const [spared] = await child('spared', one, '')
      const [heirs] = await child('told', two, '')
      await updateIteration(bucket, one, { revoke_in: '0s', skip_descendants_revocation: true })
      await updateIteration(bucket, two, { revoke_in: '0s' })
      assert.equal((await iterationOf(spared, 'fp')).revocation_inherited_from, null)
      const heir = await iterationOf(heirs, 'fp')
      const from = {
        bucket_slug: 'ancestor',
        href: `${base()}/ancestor/iteration?iteration_id=${two.id as string}`,
        iteration_id: two.id,
        iteration_fingerprint: 'two',
        iteration_incremental_version: 2,
      }
      assert.deepEqual(heir.revocation_inherited_from, from)
      assert.deepEqual((await heirs.ok('ListIterations')).iterations[0].revocation_inherited_from, from)
      const { status, body } = await admin.send({ method: 'GET', path: from.href })
      assert.deepEqual([status, body.iteration.id], [200, two.id])
    })

    test('what contradicts itself or cannot be revoked is refused', async () => {
      const { bucket, two } = await promoted('refusing')
      const open = await newIteration(bucket, 'open')
      const now = registry.clock.now()
      const contradictions = [
        { revoke_in: '0s', revoke_at: now },
        { revoke_in: '0s', restore: true },
        { restore: true, complete: true },
      ]
      for (const body of contradictions) assert.match(await refuse(bucket, two, 3, body), /no more than one of/)
      for (const revoke_in of ['tomorrow', '30', '-1d', '1y'])
        assert.match(await refuse(bucket, two, 3, { revoke_in }), /^revoke_in: must be a duration/)
      assert.match(await refuse(bucket, two, 3, { revoke_at: 'now' }), /^revoke_at: must be a time/)
      for (const none of ['2027-02-29T00:00:00Z', '2030-01-01T24:00:00Z', '2026-04-31T10:00:00.5+02:00'])
        assert.match(await refuse(bucket, two, 3, { revoke_at: none }), /^revoke_at: is a time that does not exist/)
      assert.match(await refuse(bucket, open, 9, { revoke_in: '0s' }), /is incomplete/)
      assert.equal((await iterationOf(bucket, 'two')).revocation_type, 'UNSET')
    })

    test('parents and children are told, and how they stand to the channel they came from', async () => {
      const { bucket, one, two } = await promoted('parent')
      const production = await slugChannelOf(bucket, 'production')
      const [children, born] = await child('child', two, production.id as string)
      assert.equal(born.iteration_ancestor_id, two.id)
      assert.equal((await iterationOf(bucket, 'two')).has_descendants, true)
      assert.deepEqual(
        listOf((await bucket.ok('ListIterations')).iterations).map(({ fingerprint, has_descendants }) => [
          fingerprint,
          has_descendants,
        ]),
        [
          ['two', true],
          ['one', false],
        ],
      )
      const bucketOf = async (scene: BucketScene) => (await scene.ok('GetBucket')).bucket
      const edges = async (scene: BucketScene, query: Readonly<Record<string, string | number>>): Promise<Json> =>
        scene.ok('ListBucketAncestry', { query })
      const edge = (status: string, current: Json) => ({
        status,
        child: {
          bucket_slug: 'child',
          iteration_id: born.id,
          iteration_fingerprint: 'fp',
          iteration_incremental_version: 1,
        },
        parent: {
          bucket_slug: 'parent',
          iteration_id: two.id,
          iteration_fingerprint: 'two',
          iteration_incremental_version: 2,
          channel: 'production',
          channel_iteration: {
            id: current.id,
            fingerprint: current.fingerprint,
            incremental_version: current.incremental_version,
          },
        },
      })
      const status = async (expected: string, current: Json) => {
        const up = { href: `${base()}/child/ancestry?type=parents`, status: expected }
        const down = { href: `${base()}/parent/ancestry?type=children`, status: expected }
        assert.deepEqual((await bucketOf(children)).parents, up)
        assert.deepEqual((await bucketOf(bucket)).children, down)
        for (const { href } of [up, down]) {
          const { body } = await admin.send({ method: 'GET', path: href })
          assert.deepEqual(body.relations, [edge(expected, current)])
        }
      }
      await status('UP_TO_DATE', two)
      await updateSlugChannel(bucket, 'production', { iteration_id: one.id })
      await status('OUT_OF_DATE', one)

      const found = edge('OUT_OF_DATE', one)
      const keys = [{ iteration_id: born.id as string }, { fingerprint: 'fp' }, { incremental_version: 1 }]
      for (const key of keys)
        assert.deepEqual((await edges(children, { type: 'ANCESTRY_TYPE_PARENTS', ...key })).relations, [found])
      assert.deepEqual((await edges(bucket, { type: 'CHILDREN', channel: 'production' })).total_count, 1)
      assert.deepEqual((await edges(bucket, { type: 'CHILDREN', channel: 'latest' })).relations, [])
      assert.deepEqual((await edges(bucket, {})).relations, [found])
      await bucket.refused('ListBucketAncestry', 3, { query: { type: 'COUSINS' } })
      await bucket.refused('ListBucketAncestry', 5, { query: { incremental_version: 9 } })
      await bucket.refused('ListBucketAncestry', 5, { query: { iteration_id: born.id as string } })
      await bucket.refused('ListBucketAncestry', 10, { query: { fingerprint: 'nope' } })
      await bucket.refused('ListBucketAncestry', 5, { query: { channel: 'nope' } })
    })

    test('the history of a channel tells how the parents of each iteration stand', async () => {
      const { bucket, two } = await promoted('past')
      const [children, born] = await child('history', two, (await slugChannelOf(bucket, 'production')).id as string)
      await newSlugChannel(children, 'production', { iteration_id: born.id })
      const { history } = await children.ok('ListChannelHistory', { params: { slug: 'production' } })
      assert.deepEqual(shapeOf(listOf(history)[0].iteration.parents), {
        href: `${base()}/history/ancestry?type=parents&fingerprint=fp`,
        status: 'UP_TO_DATE',
      })
    })
  })
