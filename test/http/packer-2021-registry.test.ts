// The registry itself and its run task in packer 2021-04-30: no mask, and two ways to delete.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { completeIteration, inSlug, iterationOf, newIteration, newSlug } from '../support/iteration-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused, shapeOf } from '../support/shapes.ts'

// In sequence, because they all change the same registry.
for (const database of databases())
  describe(`the registry of 2021-04-30 on ${database.name}`, () => {
    let served: TestRegistry
    let admin: Client
    before(async () => {
      served = await startRegistry(database)
      admin = served.admin
    })
    after(() => served.close())

    const ok = (operation: string, call = {}): Promise<Json> => admin.ok(`2021-04-30/PackerService_${operation}`, call)
    const refused = async (operation: string, code: number, call = {}) =>
      assertRefused(await admin.call(`2021-04-30/PackerService_${operation}`, call), code)
    const config = async () => {
      const { activated, feature_tier } = (await ok('GetRegistry')).registry.config
      return [activated, feature_tier]
    }
    const update = async (body: object) => {
      const { registry, operation } = await ok('UpdateRegistry', { body })
      assert.deepEqual((await ok('GetRegistry')).registry, registry)
      assert.equal(operation.state, 'DONE')
      return [registry.config.activated, registry.config.feature_tier]
    }

    test('there is one from the first start, active and PLUS', async () => {
      assert.deepEqual(shapeOf((await ok('GetRegistry')).registry), {
        id: '<ulid>',
        location: { organization_id: served.organizationId, project_id: served.projectId, region: null },
        config: { activated: true, feature_tier: 'PLUS', billing_deprovision: null, tfc_run_task_config: null },
        created_at: '<time>',
        updated_at: '<time>',
      })
      await refused('CreateRegistry', 6, { body: { feature_tier: 'PLUS' } })
    })

    test('an update without a mask changes what has a value, and takes the tier of old for STANDARD', async () => {
      assert.deepEqual(await update({}), [true, 'PLUS'])
      assert.deepEqual(await update({ feature_tier: 'UNSET', activate: false, location: null }), [true, 'PLUS'])
      assert.deepEqual(await update({ feature_tier: 'STANDARD' }), [true, 'STANDARD'])
      assert.deepEqual(await update({ feature_tier: 'PLUS', activate: true }), [true, 'PLUS'])
      assert.deepEqual(await update({ feature_tier: 'PRIVATE_BETA' }), [true, 'STANDARD'])
      assert.match(
        await refused('UpdateRegistry', 3, { body: { feature_tier: 'GOLD' } }),
        /^feature_tier: must be one of/,
      )
      assert.deepEqual(await config(), [true, 'STANDARD'])
    })

    test('deleting without hard_delete puts it out of service, and activating brings everything back', async () => {
      const bucket = await newSlug(admin, 'kept')
      const iteration = await completeIteration(bucket, 'fp')
      for (const query of [{}, { hard_delete: 'false' }]) {
        const { registry, operation } = await ok('DeleteRegistry', { query })
        assert.deepEqual([registry.config.activated, operation.state], [false, 'DONE'])
      }
      assert.deepEqual(await config(), [false, 'STANDARD'])
      const creating = [
        ['CreateBucket', { body: { bucket_slug: 'another' } }],
        ['CreateIteration', { body: { fingerprint: 'another' } }],
        ['CreateChannel', { body: { slug: 'another' } }],
        ['GetIteration', { query: { fingerprint: 'fp' } }],
        ['GetIteration', { query: { iteration_id: iteration.id as string } }],
        ['GetChannel', { params: { slug: 'latest' } }],
      ] as const
      for (const [operation, call] of creating) assert.match(await bucket.refused(operation, 9, call), /is deactivated/)
      await bucket.ok('GetBucket')

      assert.deepEqual(await update({ activate: true }), [true, 'STANDARD'])
      assert.deepEqual(await iterationOf(bucket, 'fp'), iteration)
    })

    test('the run task has one key until it is regenerated', async () => {
      const params = { task_type: 'validation' }
      const first = await ok('GetRegistryTFCRunTaskAPI', { params })
      assert.match(first.api_url as string, new RegExp(`^${served.url}/`))
      assert.notEqual(first.hmac_key, '')
      assert.deepEqual(await ok('GetRegistryTFCRunTaskAPI', { params }), first)
      const { hmac_key } = await ok('RegenerateTFCRunTaskHmacKey', { body: { location: null } })
      assert.notEqual(hmac_key, first.hmac_key)
      assert.deepEqual(await ok('GetRegistryTFCRunTaskAPI', { params }), { ...first, hmac_key })
      await refused('GetRegistryTFCRunTaskAPI', 3, { params: { task_type: 'another' } })
    })

    test('deleting with hard_delete takes everything with it; while it is active only for an administrator', async () => {
      const hard = { query: { hard_delete: 'true' } }
      await newIteration(inSlug(admin, 'kept'), 'open')
      const contributor = await served.principal('contributor')
      const denied = await contributor.refused('2021-04-30/PackerService_DeleteRegistry', 7, hard)
      assert.match(denied, /deactivate it before you delete it/)
      assert.equal((await ok('DeleteRegistry', hard)).operation.state, 'DONE')
      for (const operation of ['GetRegistry', 'UpdateRegistry', 'DeleteRegistry']) await refused(operation, 5)
      await refused('DeleteRegistry', 5, hard)

      const { registry } = await ok('CreateRegistry', { body: { feature_tier: 'STANDARD', location: null } })
      assert.deepEqual([registry.config.activated, registry.config.feature_tier], [true, 'STANDARD'])
      await inSlug(admin, 'kept').refused('GetBucket', 5)
    })
  })
