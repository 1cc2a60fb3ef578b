// The registry itself: its tier and activation, what a deactivated registry refuses, its deletion, and the operations
// that report all this.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  channelOf,
  completeVersion,
  doneBuild,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  updateBuild,
  versionOf,
} from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused, listOf, shapeOf } from '../support/shapes.ts'

// In sequence, because they all change the same registry.
for (const database of databases())
  describe(`the registry on ${database.name}`, () => {
    let served: TestRegistry
    let admin: Client
    before(async () => {
      served = await startRegistry(database)
      admin = served.admin
    })
    after(() => served.close())

    const read = async (): Promise<Json> => (await admin.ok('PackerService_GetRegistry', {})).registry
    const update = (body: object): Promise<Json> => admin.ok('PackerService_UpdateRegistry', { body })
    const activate = (activated: boolean) => update({ ...(activated ? { activated } : {}), update_mask: 'activated' })
    const wait = (id: string): Promise<Json> =>
      admin.ok('OperationService_Wait', { params: { id }, query: { timeout: '5s' } })
    const refused = async (operation: string, code: number, body: object) =>
      assertRefused(await admin.call(operation, { body }), code)

    test('a change answers the registry and an operation that is done and stays known', async () => {
      const before = await read()
      served.clock.advance(1)
      const { registry, operation } = await update({ feature_tier: 'STANDARD', update_mask: 'featureTier' })
      assert.deepEqual(registry, {
        ...before,
        config: { ...before.config, feature_tier: 'STANDARD' },
        updated_at: registry.updated_at,
      })
      assert.ok(registry.updated_at > before.updated_at)
      assert.deepEqual(await read(), registry)
      assert.deepEqual(shapeOf(operation), {
        id: '<ulid>',
        location: { organization_id: served.organizationId, project_id: served.projectId, region: null },
        state: 'DONE',
        error: null,
        link: null,
        response: null,
        created_at: '<time>',
        updated_at: '<time>',
      })
      assert.deepEqual(await wait(operation.id as string), { operation })
      assert.deepEqual(await admin.ok('OperationService_Get', { params: { id: operation.id } }), { operation })
    })

    test('an operation is waited for under "-" too, as Terraform does, and answers under its own project', async () => {
      const { operation } = await activate(true)
      const params = { id: operation.id as string, 'location.project_id': '-' }
      assert.deepEqual(await admin.ok('OperationService_Wait', { params }), { operation })
      const nobody = await served.principal(null)
      assertRefused(await nobody.call('OperationService_Wait', { params }), 5)
    })

    test('the mask decides: featureTier, activated, both, in snake_case, and below config', async () => {
      const config = async (body: object) => {
        const { activated, feature_tier } = (await update(body)).registry.config
        return [activated, feature_tier] as const
      }
      assert.deepEqual(await config({ feature_tier: 'PLUS', activated: false, update_mask: 'featureTier' }), [
        true,
        'PLUS',
      ])
      assert.deepEqual(await config({ feature_tier: 'STANDARD', update_mask: 'activated' }), [false, 'PLUS'])
      const both = { feature_tier: 'STANDARD', activated: true, update_mask: 'featureTier,activated' }
      assert.deepEqual(await config(both), [true, 'STANDARD'])
      assert.deepEqual(await config({ feature_tier: 'PLUS', update_mask: 'feature_tier' }), [true, 'PLUS'])
      assert.deepEqual(await config({ update_mask: 'config.activated' }), [false, 'PLUS'])
      assert.deepEqual(await config({ activated: true, update_mask: 'config.activated' }), [true, 'PLUS'])
      const renamed = { feature_tier: 'STANDARD', update_mask: 'config.feature_tier' }
      assert.deepEqual(await config(renamed), [true, 'STANDARD'])
      await refused('PackerService_UpdateRegistry', 3, { activated: false })
      await refused('PackerService_UpdateRegistry', 3, { activated: false, update_mask: 'activated,id' })
      assert.deepEqual(await config({ feature_tier: 'PLUS', update_mask: 'featureTier' }), [true, 'PLUS'])
    })

    test('updated_at changes only when the registry does', async () => {
      const before = await read()
      served.clock.advance(1)
      const { registry, operation } = await update({
        feature_tier: 'PLUS',
        activated: true,
        update_mask: 'featureTier,activated',
      })
      assert.deepEqual(registry, before)
      assert.equal((await wait(operation.id as string)).operation.state, 'DONE')
    })

    test('there is one registry per project: another one is refused with 409', async () => {
      await refused('PackerService_CreateRegistry', 6, { feature_tier: 'STANDARD' })
      assert.equal((await read()).config.feature_tier, 'PLUS')
    })

    test('deactivated, it serves no images and takes no new ones, says so, and keeps everything', async () => {
      const bucket = await newBucket(admin, 'deactivated')
      const version = await completeVersion(bucket, 'fp')
      await newVersion(bucket, 'open')
      const build = await newBuild(bucket, 'open', { component_type: 'file.image', status: 'BUILD_RUNNING' })
      await newChannel(bucket, 'staging', 'fp')
      await newChannel(bucket, 'production', '')
      await activate(false)

      const params = { fingerprint: 'open', channel_name: 'staging' }
      const calls: readonly (readonly [operation: string, body?: object])[] = [
        ['GetChannel'],
        ['GetVersion'],
        ['CreateBucket', { name: 'another' }],
        ['CreateVersion', { fingerprint: 'another' }],
        ['CreateBuild', { component_type: 'another' }],
        ['CreateChannel', { name: 'another' }],
        ['UpdateChannel', { update_mask: 'versionFingerprint' }],
        ['AssignChannelVersion', { source_channel: 'staging', target_channel: 'production' }],
      ]
      for (const [operation, body] of calls) {
        const message = await bucket.refused(operation, 9, { params, ...(body ? { body } : {}) })
        assert.match(message, /^the registry of project .* is deactivated/, operation)
      }
      assert.equal((await read()).config.activated, false)
      assert.equal(listOf((await bucket.ok('ListChannels')).channels).length, 3)
      const late = await updateBuild(bucket, build, 'open', { ...doneBuild('open'), component_type: undefined })
      assert.equal(late.status, 'BUILD_DONE', 'a build that was under way still delivers')

      await activate(true)
      assert.deepEqual(await versionOf(bucket, 'fp'), version)
      assert.equal((await versionOf(bucket, 'open')).name, 'v2')
      assert.deepEqual((await channelOf(bucket, 'staging')).version, version)
      assert.equal((await channelOf(bucket, 'production')).version, null)
    })

    test('operations are listed newest first, in pages that stay right while more are added', async () => {
      const change = async () => (await activate(true)).operation.id as string
      const ids: string[] = []
      for (let round = 0; round < 5; round++) ids.unshift(await change())
      const list = async (query: object): Promise<[string[], Json]> => {
        const found = await admin.ok('OperationService_List', { query: { 'pagination.page_size': '2', ...query } })
        return [listOf(found.operations).map(({ id }) => id as string), found.pagination]
      }
      const [first, { next_page_token }] = await list({})
      assert.deepEqual(first, ids.slice(0, 2))
      const added = await change()
      const [second, { previous_page_token }] = await list({ 'pagination.next_page_token': next_page_token })
      assert.deepEqual(second, ids.slice(2, 4))
      const [back, { previous_page_token: further }] = await list({
        'pagination.previous_page_token': previous_page_token,
      })
      assert.deepEqual(back, ids.slice(0, 2))
      assert.deepEqual((await list({ 'pagination.previous_page_token': further }))[0], [added])
    })

    test('an unknown operation is 404', async () => {
      for (const operation of ['OperationService_Wait', 'OperationService_Get'])
        assertRefused(await admin.call(operation, { params: { id: '01JZZZZZZZZZZZZZZZZZZZZZZZ' } }), 5)
    })

    test('an active registry is deleted by no contributor and no viewer', async () => {
      for (const [role, words] of [
        ['contributor', /only an administrator may delete it as it is: deactivate it before you delete it/],
        ['viewer', /needs the contributor role/],
      ] as const) {
        const principal = await served.principal(role)
        assert.match(assertRefused(await principal.call('PackerService_DeleteRegistry', {}), 7), words)
      }
      assert.equal((await read()).config.activated, true)
    })

    test('an active registry is deleted by an administrator, and a deactivated one by a contributor', async () => {
      const contributor = await served.principal('contributor')
      for (const [activated, client] of [
        [true, admin],
        [false, contributor],
      ] as const) {
        await newBucket(admin, 'goes-along')
        if (!activated) await activate(false)
        const { registry: deleted, operation } = await client.ok('PackerService_DeleteRegistry', {})
        assert.equal(deleted.config.activated, activated)
        assert.equal((await wait(operation.id as string)).operation.state, 'DONE')
        assertRefused(await client.call('PackerService_GetRegistry', {}), 5)
        await client.ok('PackerService_CreateRegistry', { body: { feature_tier: 'PLUS' } })
        assert.deepEqual((await admin.ok('PackerService_ListBuckets', {})).buckets, [])
      }
    })

    test('deleted, it is gone with its buckets; CreateRegistry, whose operation has an id, begins anew', async () => {
      const before = await read()
      const bucket = await newBucket(admin, 'goes-along')
      await completeVersion(bucket, 'fp')
      await activate(false)
      const { registry, operation } = await admin.ok('PackerService_DeleteRegistry', {})
      assert.equal(registry.id, before.id)
      assert.equal((await wait(operation.id as string)).operation.state, 'DONE')
      for (const gone of ['PackerService_GetRegistry', 'PackerService_DeleteRegistry'])
        assertRefused(await admin.call(gone, {}), 5)
      await refused('PackerService_UpdateRegistry', 5, { activated: true, update_mask: 'activated' })
      await bucket.refused('CreateBucket', 9, { body: { name: 'too-early' } })
      await bucket.refused('GetChannel', 9, { params: { channel_name: 'latest' } })

      const created = await admin.ok('PackerService_CreateRegistry', { body: { feature_tier: 'STANDARD' } })
      assert.equal(shapeOf(created.operation.id), '<ulid>')
      assert.equal((await wait(created.operation.id as string)).operation.state, 'DONE')
      assert.deepEqual(created.registry, await read())
      assert.notEqual(created.registry.id, before.id)
      assert.deepEqual([created.registry.config.activated, created.registry.config.feature_tier], [true, 'STANDARD'])
      assert.deepEqual((await admin.ok('PackerService_ListBuckets', {})).buckets, [])
      await newBucket(admin, 'goes-along')
      assert.equal((await completeVersion(bucket, 'fp')).name, 'v1')
      await served.runDueJobs()
      assert.equal((await versionOf(bucket, 'fp')).name, 'v1')
      assert.ok(!(await served.store.jobs.list(100)).some(({ kind }) => kind === 'purge-buckets'))
    })
  })
