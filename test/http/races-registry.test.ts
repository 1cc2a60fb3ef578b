// Changes to a whole registry that coincide with each other and with changes inside it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`a registry that changes at once, on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const update = (body: object) => admin.ok('PackerService_UpdateRegistry', { body })

    test('changes of different fields are both kept', async () => {
      for (let round = 0; round < 20; round++) {
        const activated = round % 2 === 1
        const feature_tier = activated ? 'PLUS' : 'STANDARD'
        await Promise.all([
          update({ update_mask: 'activated', activated }),
          update({ update_mask: 'featureTier', feature_tier }),
        ])
        const { config } = (await admin.ok('PackerService_GetRegistry', {})).registry
        assert.deepEqual([config.activated, config.feature_tier], [activated, feature_tier], `round ${round}`)
      }
    })

    test('nothing is created below a registry that is deleted meanwhile', async () => {
      for (let round = 0; round < 20; round++) {
        await admin.call('PackerService_CreateRegistry', { body: {} })
        await update({ update_mask: 'activated', activated: true })
        await Promise.all([
          update({ update_mask: 'activated', activated: false }).then(() =>
            admin.ok('PackerService_DeleteRegistry', {}),
          ),
          ...Array.from({ length: 6 }, (_, index) =>
            admin.call('PackerService_CreateBucket', { body: { name: `below-${round}-${index}` } }),
          ),
        ])
        await admin.ok('PackerService_CreateRegistry', { body: {} })
        assert.deepEqual(listOf((await admin.ok('PackerService_ListBuckets', {})).buckets), [], `round ${round}`)
      }
    })
  })
