// Both Packer APIs report the same of revocations and ancestry, whichever of them wrote it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { later } from '../../src/domain/clock.ts'
import { channelOf, inBucket, versionOf } from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { finishBuild, type Scribe, scribes } from '../support/scribes.ts'
import { accountOfBoth } from '../support/two-spellings.ts'

const DAY = 24 * 60 * 60 * 1000
const NOW = { in: '0s', message: 'why', skipDescendants: false, rollBackChannels: true }

for (const database of databases())
  describe(`two spellings of a revocation on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    async function complete(scribe: Scribe, bucket: string, fingerprint: string, parent: object): Promise<Json> {
      await scribe.createVersion(bucket, fingerprint)
      await finishBuild(scribe, bucket, fingerprint, 'file.a', { ...parent })
      return versionOf(inBucket(admin, bucket), fingerprint)
    }
    /** A parent with two versions, the newer one on `production`, and a child and a grandchild of that. */
    async function family(scribe: Scribe, name: string) {
      const [parent, child, grandchild] = [`parent-${name}`, `child-${name}`, `grandchild-${name}`]
      for (const bucket of [parent, child, grandchild]) await scribe.createBucket(bucket, {})
      await complete(scribe, parent, 'one', {})
      const two = await complete(scribe, parent, 'two', {})
      await scribe.createChannel(parent, 'production', 'one', false)
      await scribe.assign(parent, 'production', 'two')
      const production = await channelOf(inBucket(admin, parent), 'production')
      const born = await complete(scribe, child, 'fp', { parentVersionId: two.id, parentChannelId: production.id })
      await complete(scribe, grandchild, 'fp', { parentVersionId: born.id })
      return { parent, child, grandchild, two }
    }
    const revocationOf = async (bucket: string, fingerprint: string) => {
      const version = (await accountOfBoth(admin, bucket)).versions[fingerprint]
      const from = version.revocation_inherited_from
      return [version.revocation_type, version.revocation_message, from?.version_fingerprint ?? null] as const
    }
    const productionOf = async (bucket: string) =>
      (await accountOfBoth(admin, bucket)).channels['production'].version.fingerprint as string

    for (const { api, open } of scribes) {
      test(`revoked and restored through ${api}, with all that was built from it`, async () => {
        const scribe = open(admin)
        const { parent, child, grandchild } = await family(scribe, `now-${api}`)
        await scribe.revoke(parent, 'two', NOW)
        assert.deepEqual(await revocationOf(parent, 'two'), ['MANUAL', 'why', null])
        for (const heir of [child, grandchild])
          assert.deepEqual(await revocationOf(heir, 'fp'), ['INHERITED', 'why', 'two'])
        assert.equal(await productionOf(parent), 'one')
        assert.equal((await accountOfBoth(admin, child)).channels['latest'].version, null)

        await scribe.restore(parent, 'two')
        for (const [bucket, fingerprint] of [
          [parent, 'two'],
          [child, 'fp'],
          [grandchild, 'fp'],
        ] as const)
          assert.deepEqual(await revocationOf(bucket, fingerprint), ['REVOCATION_TYPE_UNSET', '', null])
        assert.equal(await productionOf(parent), 'one')
        assert.equal((await accountOfBoth(admin, child)).channels['latest'].version.name, 'v1')
      })

      test(`scheduled through ${api}, without descendants and without a roll-back`, async () => {
        const scribe = open(admin)
        const { parent, child } = await family(scribe, `then-${api}`)
        const at = later(registry.clock.now(), DAY)
        const spared = { message: 'old', skipDescendants: true, rollBackChannels: false }
        await scribe.revoke(parent, 'two', { at, ...spared })
        const scheduled = (await accountOfBoth(admin, parent)).versions['two']
        assert.deepEqual([scheduled.revoke_at, scheduled.revocation_type], [at, 'MANUAL'])
        assert.deepEqual(await revocationOf(child, 'fp'), ['REVOCATION_TYPE_UNSET', '', null])
        await scribe.restore(parent, 'two')
        await scribe.revoke(parent, 'two', { in: '0s', ...spared })
        assert.equal(await productionOf(parent), 'two')
      })

      test(`ancestry written through ${api}`, async () => {
        const scribe = open(admin)
        const { parent, child, two } = await family(scribe, `line-${api}`)
        const statuses = async () => {
          const { relations, bucket } = await accountOfBoth(admin, parent)
          return [...relations.map(({ status }) => status as string), bucket.children]
        }
        assert.deepEqual(await statuses(), ['UP_TO_DATE', 'UP_TO_DATE'])
        const { relations, bucket } = await accountOfBoth(admin, child)
        assert.deepEqual([bucket.parents, bucket.children], ['UP_TO_DATE', 'UNDETERMINED'])
        assert.deepEqual(
          relations.map((edge) => [edge.parent.version_id, edge.parent.channel_name, edge.status]).toSorted(),
          [
            [(await accountOfBoth(admin, child)).versions['fp'].id, '', 'UNDETERMINED'],
            [two.id, 'production', 'UP_TO_DATE'],
          ].toSorted(),
        )
        assert.equal((await accountOfBoth(admin, parent)).versions['two'].has_descendants, true)
        await scribe.assign(parent, 'production', 'one')
        assert.deepEqual(await statuses(), ['OUT_OF_DATE', 'OUT_OF_DATE'])
        await scribe.deleteChannel(parent, 'production')
        assert.deepEqual(await statuses(), ['UNDETERMINED', 'UNDETERMINED'])
      })
    }

    test('what one API revokes, the other restores', async () => {
      const [older, newer] = scribes.map(({ open }) => open(admin))
      for (const [name, first, second] of [
        ['there', older, newer],
        ['back', newer, older],
      ] as const) {
        if (!first || !second) assert.fail('there are two APIs')
        const { parent, child } = await family(first, name)
        await first.revoke(parent, 'two', NOW)
        await second.restore(parent, 'two')
        assert.deepEqual(await revocationOf(child, 'fp'), ['REVOCATION_TYPE_UNSET', '', null])
      }
    })
  })
