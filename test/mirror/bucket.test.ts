// Both Packer APIs report the same of the registry and its buckets, whichever of them wrote it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { finishBuild, scribes } from '../support/scribes.ts'
import { assertRefused, listOf } from '../support/shapes.ts'
import { accountOfBoth } from '../support/two-spellings.ts'

for (const database of databases())
  describe(`two spellings of a bucket on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const both = (operation: string, call = {}): Promise<readonly [Json, Json]> =>
      Promise.all([
        admin.ok(`PackerService_${operation}`, call),
        admin.ok(`2021-04-30/PackerService_${operation}`, call),
      ])
    const assertRegistries = async () => {
      const [newer, older] = await both('GetRegistry')
      assert.deepEqual(newer, older)
      return newer.registry
    }

    for (const { api, open } of scribes)
      test(`written through ${api}`, async () => {
        const scribe = open(admin)
        const name = `bucket-${api}`
        await scribe.createBucket(name, { description: 'first', labels: { os: 'ubuntu' } })
        const made = (await accountOfBoth(admin, name)).bucket
        assert.deepEqual([made.description, made.labels, made.version_count], ['first', { os: 'ubuntu' }, '0'])

        registry.clock.advance(1000)
        await scribe.updateBucket(name, { description: 'second', labels: { os: 'debian', tier: 'a' } })
        const changed = (await accountOfBoth(admin, name)).bucket
        assert.deepEqual([changed.description, changed.labels], ['second', { os: 'debian', tier: 'a' }])
        assert.deepEqual([changed.id, changed.created_at], [made.id, made.created_at])
        assert.ok(changed.updated_at > made.updated_at)

        await scribe.createVersion(name, 'fp')
        await finishBuild(scribe, name, 'fp', 'file.a', { platform: 'aws' })
        const complete = (await accountOfBoth(admin, name)).bucket
        assert.deepEqual(
          [complete.version_count, complete.platforms, complete.latest_version.name],
          ['1', ['aws'], 'v1'],
        )

        const [newer, older] = await both('ListBuckets')
        assert.deepEqual(
          listOf(newer.buckets).map(({ name: found }) => found as string),
          listOf(older.buckets).map(({ slug }) => slug as string),
        )
        await scribe.deleteBucket(name)
        const params = { bucket_name: name, bucket_slug: name }
        for (const api of ['', '2021-04-30/'])
          assertRefused(await admin.call(`${api}PackerService_GetBucket`, { params }), 5)
      })

    test('a name that is taken in one is taken in the other', async () => {
      const [older, newer] = scribes.map(({ open }) => open(admin))
      await older?.createBucket('taken', {})
      assertRefused(await admin.call('PackerService_CreateBucket', { body: { name: 'taken' } }), 6)
      await newer?.deleteBucket('taken')
      await newer?.createBucket('taken', {})
      assertRefused(await admin.call('2021-04-30/PackerService_CreateBucket', { body: { bucket_slug: 'taken' } }), 6)
    })

    test('the registry and its run task are the same, whichever changed them', async () => {
      const older = (operation: string, call: object) => admin.ok(`2021-04-30/PackerService_${operation}`, call)
      const newer = (operation: string, call: object) => admin.ok(`PackerService_${operation}`, call)
      await older('UpdateRegistry', { body: { feature_tier: 'STANDARD' } })
      assert.equal((await assertRegistries()).config.feature_tier, 'STANDARD')
      await newer('UpdateRegistry', { body: { feature_tier: 'PLUS', update_mask: 'featureTier' } })
      assert.equal((await assertRegistries()).config.feature_tier, 'PLUS')
      await older('DeleteRegistry', {})
      assert.equal((await assertRegistries()).config.activated, false)
      await newer('UpdateRegistry', { body: { activated: true, update_mask: 'activated' } })
      assert.equal((await assertRegistries()).config.activated, true)
      const { operation } = await older('UpdateRegistry', { body: { activate: true } })
      assert.deepEqual(await admin.ok('OperationService_Wait', { params: { id: operation.id } }), { operation })

      const params = { task_type: 'validation' }
      const assertRunTasks = async () => {
        const [one, other] = await both('GetRegistryTFCRunTaskAPI', { params })
        assert.deepEqual(one, other)
        return one.hmac_key as string
      }
      const first = await assertRunTasks()
      await older('RegenerateTFCRunTaskHmacKey', { body: {} })
      const second = await assertRunTasks()
      await newer('RegenerateTFCRunTaskHmacKey', { body: {} })
      assert.equal(new Set([first, second, await assertRunTasks()]).size, 3)
    })
  })
