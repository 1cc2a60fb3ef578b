// Which image was built from which, and whether it is out of date.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  assign,
  type BucketScene,
  completeVersion,
  doneBuild,
  finishBuild,
  inBucket,
  newBuild,
  newChannel,
  newVersion,
  pagesOf,
  updateBuild,
  versionOf,
} from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buckets, imageFrom, revoke, storedBuilds } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`ancestry on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const bucketOf = async (bucket: BucketScene): Promise<Json> => (await bucket.ok('GetBucket')).bucket
    const href = (bucket: BucketScene, query: string) =>
      `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}/buckets/${bucket.name}/ancestry?${query}`
    const relations = async (bucket: BucketScene, query = {}): Promise<readonly string[]> => {
      const answer = await bucket.ok('ListBucketAncestry', { query })
      const found = listOf(answer.relations)
      assert.equal(answer.total_count, found.length)
      return found
        .map(
          ({ status, child, parent }) => `${child.version_fingerprint} from ${parent.version_fingerprint}: ${status}`,
        )
        .toSorted()
    }

    test('a version is up to date as long as the channel points at its parent, and out of date from then on', async () => {
      const { base, leaf } = await buckets(admin, 'status', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      await completeVersion(base, 'two')
      const channel = await newChannel(base, 'production', 'one')
      const child = await imageFrom(leaf, 'child', { version: one, channel })
      const parents = (status: string) => ({
        href: href(leaf, 'type=ANCESTRY_TYPE_PARENTS&version_fingerprint=child'),
        status,
      })
      assert.deepEqual(child.parents, parents('UP_TO_DATE'))
      await assign(base, 'production', 'two')
      assert.deepEqual((await versionOf(leaf, 'child')).parents, parents('OUT_OF_DATE'))
      await assign(base, 'production', 'one')
      assert.deepEqual((await versionOf(leaf, 'child')).parents, parents('UP_TO_DATE'))
    })

    test('it is undetermined without a channel, and when the channel is gone or points at nothing', async () => {
      const { base, leaf } = await buckets(admin, 'undetermined', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      const channel = await newChannel(base, 'production', 'one')
      const status = async () => (await versionOf(leaf, 'child')).parents.status
      assert.equal((await imageFrom(leaf, 'plain', { version: one })).parents.status, 'UNDETERMINED')
      await imageFrom(leaf, 'child', { version: one, channel })
      await assign(base, 'production', '')
      assert.equal(await status(), 'UNDETERMINED')
      await assign(base, 'production', 'one')
      assert.equal(await status(), 'UP_TO_DATE')
      await base.ok('DeleteChannel', { params: { channel_name: 'production' } })
      assert.equal(await status(), 'UNDETERMINED')
    })

    test('of several parents the one that is behind decides', async () => {
      const { base, tools, leaf } = await buckets(admin, 'worst', ['base', 'tools', 'leaf'])
      const origins = [
        { version: await completeVersion(base, 'one'), channel: await newChannel(base, 'production', 'one') },
        { version: await completeVersion(tools, 'two'), channel: await newChannel(tools, 'production', 'two') },
      ]
      assert.equal((await imageFrom(leaf, 'child', ...origins)).parents.status, 'UP_TO_DATE')
      await completeVersion(tools, 'newer')
      await assign(tools, 'production', 'newer')
      assert.equal((await versionOf(leaf, 'child')).parents.status, 'OUT_OF_DATE')
    })

    test('a parent of which nothing is known weighs less than one that is behind, and more than one that is not', async () => {
      const { base, tools, leaf } = await buckets(admin, 'unknown-parent', ['base', 'tools', 'leaf'])
      const known = {
        version: await completeVersion(base, 'one'),
        channel: await newChannel(base, 'production', 'one'),
      }
      const unknown = { version: await completeVersion(tools, 'two') }
      assert.equal((await imageFrom(leaf, 'child', known, unknown)).parents.status, 'UNDETERMINED')
      await completeVersion(base, 'newer')
      await assign(base, 'production', 'newer')
      assert.equal((await versionOf(leaf, 'child')).parents.status, 'OUT_OF_DATE')
    })

    test('a version has descendants while another one is built from it', async () => {
      const { base, leaf } = await buckets(admin, 'descendants', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      assert.equal(one.has_descendants, false)
      const child = await imageFrom(leaf, 'child', { version: one })
      assert.equal(child.has_descendants, false)
      assert.equal((await versionOf(base, 'one')).has_descendants, true)
      await leaf.ok('DeleteVersion', { params: { fingerprint: 'child' } })
      assert.equal((await versionOf(base, 'one')).has_descendants, false)
    })

    test('a version that names itself has neither parents nor descendants', async () => {
      const { base } = await buckets(admin, 'itself', ['base'])
      const { id } = await newVersion(base, 'one')
      await finishBuild(base, 'one', { ...doneBuild('one'), parent_version_id: id })
      const version = await versionOf(base, 'one')
      assert.deepEqual([version.parents, version.has_descendants], [null, false])
      assert.deepEqual(await relations(base), [])
      const { parents, children } = await bucketOf(base)
      assert.deepEqual([parents, children], [null, null])
    })

    test('parents that are unknown, or known to their platform alone, are kept and make no edge', async () => {
      const { leaf } = await buckets(admin, 'untracked', ['leaf'])
      await newVersion(leaf, 'child')
      const told = {
        source_external_identifier: 'ami-0123',
        parent_version_id: '01JD3ZV6W3K5X0G8T1Q2R4S6Y7',
        parent_channel_id: '01JD3ZV6W3K5X0G8T1Q2R4S6Y8',
      }
      const { id } = await finishBuild(leaf, 'child', { ...doneBuild('child'), ...told })
      const kept = (await storedBuilds(registry, leaf, 'child')).find((build) => build.id === id)
      assert.deepEqual(
        [kept?.sourceExternalIdentifier, kept?.parentVersionId, kept?.parentChannelId],
        Object.values(told),
      )
      assert.equal((await versionOf(leaf, 'child')).parents, null)
      assert.deepEqual(await relations(leaf), [])
    })

    test('a parent is written once', async () => {
      const { base, leaf } = await buckets(admin, 'once', ['base', 'leaf'])
      const [one, two] = [await completeVersion(base, 'one'), await completeVersion(base, 'two')]
      await newVersion(leaf, 'child')
      const body = { component_type: 'file.a', status: 'BUILD_RUNNING', parent_version_id: one.id }
      const build = await newBuild(leaf, 'child', body)
      const params = { fingerprint: 'child', build_id: build.id as string }
      await updateBuild(leaf, build, 'child', { parent_version_id: one.id })
      const message = await leaf.refused('UpdateBuild', 6, { params, body: { parent_version_id: two.id } })
      assert.match(message, /^You cannot override a build's parent version ID if it has already been set/)
      assert.deepEqual(await relations(leaf, { version_fingerprint: 'child' }), ['child from one: UNDETERMINED'])
    })

    test('a bucket stands as its newest complete version does, valid or not', async () => {
      const { base, leaf } = await buckets(admin, 'summary', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      const channel = await newChannel(base, 'production', 'one')
      const before = await bucketOf(base)
      assert.deepEqual([before.parents, before.children], [null, null])
      await imageFrom(leaf, 'old', { version: one, channel })
      assert.deepEqual((await bucketOf(base)).children, {
        href: href(base, 'type=ANCESTRY_TYPE_CHILDREN'),
        status: 'UP_TO_DATE',
      })
      assert.deepEqual((await bucketOf(leaf)).parents, {
        href: href(leaf, 'type=ANCESTRY_TYPE_PARENTS'),
        status: 'UP_TO_DATE',
      })
      const two = await completeVersion(base, 'two')
      await assign(base, 'production', 'two')
      const status = async () => [(await bucketOf(base)).children?.status, (await bucketOf(leaf)).parents?.status]
      assert.deepEqual(await status(), ['OUT_OF_DATE', 'OUT_OF_DATE'])
      await imageFrom(leaf, 'new', { version: two, channel })
      assert.deepEqual(await status(), ['UP_TO_DATE', 'UP_TO_DATE'])
      // A version that is still building does not count yet; a revoked version still counts as the newest.
      await newVersion(leaf, 'open')
      const building = { component_type: 'file.a', status: 'BUILD_RUNNING', parent_version_id: one.id }
      await newBuild(leaf, 'open', { ...building, parent_channel_id: channel.id })
      await revoke(leaf, 'new')
      assert.deepEqual(await status(), ['UP_TO_DATE', 'UP_TO_DATE'])
      await completeVersion(leaf, 'plain')
      assert.deepEqual(await status(), [undefined, undefined])
    })

    test('a relation tells both ends, the channel, and where that points now', async () => {
      const { base, leaf } = await buckets(admin, 'relation', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      const two = await completeVersion(base, 'two')
      const channel = await newChannel(base, 'production', 'one')
      const child = await imageFrom(leaf, 'child', { version: one, channel })
      await assign(base, 'production', 'two')
      const expected = {
        status: 'OUT_OF_DATE',
        child: {
          bucket_name: leaf.name,
          version_fingerprint: 'child',
          version_id: child.id,
          version_name: 'v1',
        },
        parent: {
          bucket_name: base.name,
          version_fingerprint: 'one',
          version_id: one.id,
          version_name: 'v1',
          channel_name: 'production',
          channel_version: { fingerprint: 'two', id: two.id, name: 'v2' },
        },
      }
      for (const bucket of [base, leaf])
        assert.deepEqual(await bucket.ok('ListBucketAncestry'), {
          relations: [expected],
          total_count: 1,
          pagination: { next_page_token: '', previous_page_token: '' },
        })
    })

    test('relations are listed upwards, downwards or both, of the newest version or of any', async () => {
      const { base, middle, leaf } = await buckets(admin, 'filters', ['base', 'middle', 'leaf'])
      const one = await completeVersion(base, 'one')
      const channel = await newChannel(base, 'production', 'one')
      const old = await imageFrom(middle, 'old', { version: one })
      const new_ = await imageFrom(middle, 'new', { version: one, channel })
      await imageFrom(leaf, 'leaf', { version: old }, { version: new_ })
      const upwards = ['new from one: UP_TO_DATE']
      const downwards = ['leaf from new: UNDETERMINED', 'leaf from old: UNDETERMINED']
      assert.deepEqual(await relations(middle), [...downwards, ...upwards])
      for (const type of ['ANCESTRY_TYPE_PARENTS', 'parents'])
        assert.deepEqual(await relations(middle, { type }), upwards)
      for (const type of ['ANCESTRY_TYPE_CHILDREN', 'children'])
        assert.deepEqual(await relations(middle, { type }), downwards)
      assert.deepEqual(await relations(middle, { type: 'ANCESTRY_TYPE_PARENTS', version_fingerprint: 'old' }), [
        'old from one: UNDETERMINED',
      ])
      const message = await middle.refused('ListBucketAncestry', 3, { query: { type: 'cousins' } })
      assert.match(message, /^type: must be ANCESTRY_TYPE_PARENTS, ANCESTRY_TYPE_CHILDREN/)
    })

    test('children can be asked for by the channel they were built from', async () => {
      const { base, left, right } = await buckets(admin, 'by-channel', ['base', 'left', 'right'])
      const one = await completeVersion(base, 'one')
      const [production, staging] = [
        await newChannel(base, 'production', 'one'),
        await newChannel(base, 'staging', 'one'),
      ]
      await imageFrom(left, 'left', { version: one, channel: production })
      await imageFrom(right, 'right', { version: one, channel: staging })
      assert.deepEqual(await relations(base, { channel_name: 'production' }), ['left from one: UP_TO_DATE'])
      assert.equal((await relations(base)).length, 2)
    })

    test('parents can be asked for by the channel that points at their child', async () => {
      const { base, leaf } = await buckets(admin, 'parents-by-channel', ['base', 'leaf'])
      const [one, two] = [await completeVersion(base, 'one'), await completeVersion(base, 'two')]
      await imageFrom(leaf, 'old', { version: one })
      await imageFrom(leaf, 'new', { version: two })
      await newChannel(leaf, 'production', 'old')
      await newChannel(leaf, 'nothing-yet', '')
      const parents = (query: Json) => relations(leaf, { type: 'ANCESTRY_TYPE_PARENTS', ...query })
      assert.deepEqual(await parents({ channel_name: 'production' }), ['old from one: UNDETERMINED'])
      assert.deepEqual(await parents({ channel_name: 'nothing-yet' }), [])
      assert.deepEqual(await parents({ channel_name: 'production', version_fingerprint: 'new' }), [
        'new from two: UNDETERMINED',
      ])
      assert.deepEqual(await parents({}), ['new from two: UNDETERMINED'])
    })

    test('what a list is filtered by must exist', async () => {
      const { base } = await buckets(admin, 'missing', ['base'])
      const ask = (bucket: BucketScene, code: number, query = {}) =>
        bucket.refused('ListBucketAncestry', code, { query })
      assert.equal(await ask(inBucket(admin, 'nowhere'), 5), 'bucket "nowhere" does not exist')
      assert.equal(await ask(base, 5, { channel_name: 'nope' }), 'channel "nope" does not exist')
      assert.match(await ask(base, 10, { version_fingerprint: 'nope' }), /fingerprint nope not found/)
    })

    test('builds of one version that come from the same parent are one relation', async () => {
      const { base, leaf } = await buckets(admin, 'same', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      await imageFrom(leaf, 'child', { version: one }, { version: one })
      assert.deepEqual(await relations(leaf), ['child from one: UNDETERMINED'])
      assert.deepEqual(await relations(base), ['child from one: UNDETERMINED'])
    })

    test('a channel that is told later than the parent counts from then on', async () => {
      const { base, leaf } = await buckets(admin, 'later', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      const channel = await newChannel(base, 'production', 'one')
      await newVersion(leaf, 'child')
      const body = { status: 'BUILD_RUNNING', parent_version_id: one.id }
      const first = await newBuild(leaf, 'child', { ...body, component_type: 'file.a' })
      await newBuild(leaf, 'child', { ...body, component_type: 'file.b' })
      const edges = () => relations(leaf, { version_fingerprint: 'child' })
      assert.deepEqual(await edges(), ['child from one: UNDETERMINED'])
      await updateBuild(leaf, first, 'child', { parent_channel_id: channel.id as string })
      assert.deepEqual(await edges(), ['child from one: UNDETERMINED', 'child from one: UP_TO_DATE'])
      await completeVersion(base, 'two')
      await assign(base, 'production', 'two')
      assert.deepEqual(await edges(), ['child from one: OUT_OF_DATE', 'child from one: UNDETERMINED'])
      assert.equal((await versionOf(leaf, 'child')).parents.status, 'OUT_OF_DATE')
    })

    test('relations are paged, newest first', async () => {
      const { base } = await buckets(admin, 'paged', ['base'])
      const one = await completeVersion(base, 'one')
      const names = Array.from({ length: 7 }, (_, index) => `leaf${index}`)
      const leaves = await buckets(admin, 'paged', names)
      for (const name of names) await imageFrom(leaves[name]!, name, { version: one })
      const pages = await pagesOf((query) =>
        base.ok('ListBucketAncestry', { query: { 'pagination.page_size': 3, ...query } }),
      )
      assert.deepEqual(
        pages.map(({ total_count, relations }) => [total_count, relations.length]),
        [
          [7, 3],
          [7, 3],
          [7, 1],
        ],
      )
      const found = pages.flatMap((page) =>
        listOf(page.relations).map(({ child }) => child.version_fingerprint as string),
      )
      assert.deepEqual(found, names.toReversed())
    })
  })
